import type { StatementSync } from 'node:sqlite'

/** Counts that are remembered: a timeline is a hundred of them. */
const COUNTS_MAX = 20_000

interface Counted {
  readonly to: number
  readonly edits: number
  readonly total: number
}

/**
 * Exact counts. What lies behind doesn't change unless it was edited, so a count that was made before is only gone on
 * with: the pages of one search, its spans of time, and scopes that everybody asks for, cost what is new.
 */
export function createMatchCounter(statement: StatementSync, unless: StatementSync) {
  const known = new Map<string, Counted>()
  const counted = (match: string, from: number, to: number): number =>
    from >= to ? 0 : (statement.get(match, from, to) as { total: number }).total

  return {
    /**
     * Documents of `[from, to)` that match, without those of `except`, a JSON list of positions; `edits` is the number of
     * the index's last edit.
     */
    count(match: string, from: number, to: number, except: string, edits: number): number {
      if (except !== '[]') return (unless.get(match, from, to, except) as { total: number }).total
      const key = `${from} ${match}`
      const before = known.get(key)
      const isGood = before?.edits === edits && before.to <= to
      const total = isGood ? before.total + counted(match, before.to, to) : counted(match, from, to)
      if (known.size >= COUNTS_MAX) known.clear()
      known.set(key, { to, edits, total })
      return total
    },
  }
}
