/**
 * What is known of a word, as bits: how common it is as first name, as surname and as a word of English (two bits each, 3
 * the most common), whether a city is called so, whether a county or town of our States is, and whether it is a usual word
 * of another language.
 */
export const LEX = { first: 0, last: 2, common: 4, place: 6, area: 7, foreign: 8 } as const
export const LEX_BITS = 9
/** The bits that the tagger was taught with. */
export const TAUGHT = 127

/** Where a word's slot is looked for first, among `count`. */
export function slotOf(hash: number, count: number): number {
  return (((Math.imul(hash, 0x9e3779b1) >>> 0) * count) / 0x1_0000_0000) >>> 0
}
