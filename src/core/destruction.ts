/**
 * State kind of what a legal hold keeps: rows of {@link HeldRows}, one for each time that the hold was looked at. Every
 * store reads them inside the transaction that destroys.
 */
export const HELD = 'held'

/** Entries of the log from `first` to `last`, both included. */
export type IndexRange = readonly [first: number, last: number]

export interface HeldRows {
  readonly hold: string
  readonly ranges: readonly IndexRange[]
  /** Known to few: nothing that others see or search says so. */
  readonly isSilent?: true
}

/**
 * State kind of what dispositions took that stood behind no wall of privilege, by disposition: what is left of it may be seen
 * by whoever may see records. Of anything else that is gone, nobody can tell any more whose it was.
 */
export const DESTROYED_OPENLY = 'destroyed-openly'

export interface DestroyOrder {
  /** Id of the `disposition` entry that gives the authority; it stands behind everything that it destroys. */
  readonly disposition: string
  readonly indexes: readonly number[]
}

export interface Destroyed {
  /** Entries that kept their content, since a hold keeps them. */
  readonly held: readonly number[]
}

/** Indexes, ascending and each once, as ranges. */
export function toRanges(indexes: readonly number[]): IndexRange[] {
  const ranges: [number, number][] = []
  for (const index of indexes) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === index - 1) last[1] = index
    else ranges.push([index, index])
  }
  return ranges
}

/** Ranges in any order as ascending ones, none of which touch: what one or another of them holds. */
export function joinRanges(ranges: readonly IndexRange[]): IndexRange[] {
  const joined: [number, number][] = []
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const before = joined.at(-1)
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else joined.push([first, last])
  }
  return joined
}

/** How many entries ranges hold that don't overlap. */
export function countOf(ranges: readonly IndexRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}

export function inRanges(ranges: readonly IndexRange[], index: number): boolean {
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last] = ranges[middle]!
    if (index < first) high = middle - 1
    else if (index > last) low = middle + 1
    else return true
  }
  return false
}

export function* indexesOf(ranges: readonly IndexRange[]): Generator<number> {
  for (const [first, last] of ranges) for (let index = first; index <= last; index++) yield index
}
