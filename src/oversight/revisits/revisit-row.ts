/** State kind of what somebody is asked to look at again, by principal key: the last draw; the log has those before. */
export const REVISIT = 'revisit'

/** `right`: still so; `change`: it needs one; `unused`: nobody works with it any more. */
export const REVISIT_RESULTS = ['right', 'change', 'unused'] as const
export type RevisitResult = (typeof REVISIT_RESULTS)[number]

export interface RevisitAnswer {
  readonly result: RevisitResult
  /** With a change: what was found, by the ids of `oversight.yaml`; else null. */
  readonly finding: string | null
  /** RFC 3339 UTC. */
  readonly at: string
}

/** Clause MS-62: some of somebody's own answers of a period that is over, for them to look at again. */
export interface RevisitRow {
  readonly number: string
  readonly agency: string
  /** Where they belonged as it was drawn. */
  readonly unit: string
  /** First day of the period; that behind its last one. */
  readonly from: string
  readonly to: string
  /** Drawn from what they had kept (reviewed, decided with, put into a document), or, where there was none, from all. */
  readonly drawnFrom: 'kept' | 'any'
  /** Answers that the draw was from. */
  readonly of: number
  readonly drawn: readonly { readonly exchange: string; readonly answer: RevisitAnswer | null }[]
}

/** Answers of a draw that nothing was said of yet. */
export function openIn({ drawn }: Pick<RevisitRow, 'drawn'>): number {
  return drawn.filter(({ answer }) => answer === null).length
}
