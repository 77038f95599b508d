import { PEOPLE_MIN } from '../../core/small-cells.ts'

/** Something that is counted: whose it is, and whether it belongs to the part that is counted beside the whole. */
export interface Counted {
  /** Who is behind it: a principal key. */
  readonly person: string
  readonly isPart: boolean
}

/** Null: it would speak of fewer than ten people. */
export interface ShownCount {
  readonly total: number | null
  readonly part: number | null
}

/**
 * Clauses MO-03, MO-04: a number, and how many of it are of a kind. Neither it nor what is left of it ever speaks of a few:
 * the part is hidden where those in it, or those not in it, are fewer than ten people, and nobody is.
 */
export function shownCount(counted: readonly Counted[]): ShownCount {
  const part = counted.filter(({ isPart }) => isPart)
  const rest = counted.filter(({ isPart }) => !isPart)
  if (isFew(counted)) return { total: null, part: null }
  return { total: counted.length, part: isFew(part) || isFew(rest) ? null : part.length }
}

function isFew(counted: readonly Counted[]): boolean {
  const { size } = new Set(counted.map(({ person }) => person))
  return size > 0 && size < PEOPLE_MIN
}
