/**
 * An expression of SQL that says between which of some ascending bounds a position is: 0 from the first on, 1 from the second.
 * Each is found in a few comparisons, since it is asked for every document that matches.
 */
export function slotOf(bounds: readonly number[]): string {
  const search = (low: number, high: number): string => {
    if (low === high) return String(low)
    const middle = Math.ceil((low + high) / 2)
    return `CASE WHEN rowid < ${Math.trunc(bounds[middle]!)} THEN ${search(low, middle - 1)} ELSE ${search(middle, high)} END`
  }
  return search(0, bounds.length - 1)
}
