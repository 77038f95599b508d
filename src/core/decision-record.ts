/** What became of a recommendation of an AI system, as the person who decided says (MS-30). */
export const FOLLOWED = ['followed', 'in-part', 'not-followed'] as const
export type Followed = (typeof FOLLOWED)[number]
