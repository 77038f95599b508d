import type { StatementSync } from 'node:sqlite'

/** Counts that are remembered. */
const COUNTS_MAX = 1_000

interface Counted {
  readonly from: number
  readonly to: number
  readonly edits: number
  readonly total: number
}

/**
 * Exact counts. What lies behind doesn't change unless it was edited, so a count that was made before is only gone on
 * with: the pages of one search, and scopes that everybody asks for, cost what is new.
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
      const before = known.get(match)
      const isGood = before?.edits === edits && before.from === from && before.to <= to
      const total = isGood ? before.total + counted(match, before.to, to) : counted(match, from, to)
      if (known.size >= COUNTS_MAX) known.clear()
      known.set(match, { from, to, edits, total })
      return total
    },
  }
}
