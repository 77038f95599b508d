/**
 * What is known of a word, as bits: how common it is as first name, as surname and as a word (two bits each, 3 the most
 * common), and whether a city is called so.
 */
export const LEX = { first: 0, last: 2, common: 4, place: 6 } as const
export const LEX_BITS = 7

/** Where a word's slot is looked for first. */
export function slotOf(hash: number, mask: number): number {
  return (Math.imul(hash, 0x9e3779b1) >>> 8) & mask
}
