import type { DatabaseSync } from 'node:sqlite'
import { slotOf } from './slot-of.ts'

/** Counts that are remembered: a timeline is a hundred of them. */
const COUNTS_MAX = 20_000

/** Bounds that one statement tells apart; more of them are counted one by one. */
const BOUNDS_MAX = 200

interface Counted {
  readonly to: number
  readonly edits: number
  readonly total: number
}

/** Positions of the log, from one to before another. */
export type Span = readonly [from: number, to: number]

/**
 * Exact counts. What lies behind doesn't change unless it was edited, so a count that was made before is only gone on
 * with: the pages of one search, its spans of time, and scopes that everybody asks for. `within` and `unless` say which
 * documents a statement is of.
 */
export function createMatchCounter(db: DatabaseSync, { within, unless }: { within: string; unless: string }) {
  const known = new Map<string, Counted>()
  const all = db.prepare(`SELECT count(*) AS total ${within}`)
  const some = db.prepare(`SELECT count(*) AS total ${within} ${unless}`)
  const counted = (match: string, from: number, to: number): number =>
    from >= to ? 0 : (all.get(match, from, to) as { total: number }).total

  function remember(match: string, [from, to]: Span, edits: number, total: number): number {
    if (known.size >= COUNTS_MAX) known.clear()
    known.set(`${from} ${match}`, { to, edits, total })
    return total
  }

  function rememberedOf(match: string, [from, to]: Span, edits: number): Counted | null {
    const before = known.get(`${from} ${match}`)
    return before?.edits === edits && before.to <= to ? before : null
  }

  /**
   * Documents of `[from, to)` that match, without those of `except`, a JSON list of positions; `edits` is the number of
   * the index's last edit.
   */
  function count(match: string, from: number, to: number, except: string, edits: number): number {
    if (except !== '[]') return (some.get(match, from, to, except) as { total: number }).total
    const before = rememberedOf(match, [from, to], edits)
    const total = before === null ? counted(match, from, to) : before.total + counted(match, before.to, to)
    return remember(match, [from, to], edits, total)
  }

  /** In one go over what matches: a bound on positions saves the index little of it. */
  function countAtOnce(match: string, spans: readonly Span[], bounds: readonly number[], except: string): number[] {
    const sql = `SELECT ${slotOf(bounds)} AS slot, count(*) AS total ${within} ${except === '[]' ? '' : unless} GROUP BY slot`
    const ends = [match, bounds[0]!, bounds.at(-1)!] as const
    const statement = db.prepare(sql)
    const rows = except === '[]' ? statement.all(...ends) : statement.all(...ends, except)
    const totals = new Map((rows as { slot: number; total: number }[]).map(({ slot, total }) => [slot, total]))
    return spans.map(([from, to]) =>
      bounds.reduce((sum, bound, slot) => sum + (bound >= from && bound < to ? (totals.get(slot) ?? 0) : 0), 0),
    )
  }

  return {
    count,
    /** The same for several spans. */
    countSpans(match: string, spans: readonly Span[], except: string, edits: number): number[] {
      const bounds = [...new Set(spans.flat())].toSorted((a, b) => a - b)
      const unknown = spans.filter((span) => except !== '[]' || rememberedOf(match, span, edits) === null)
      if (unknown.length <= 1 || bounds.length > BOUNDS_MAX)
        return spans.map(([from, to]) => count(match, from, to, except, edits))
      const totals = countAtOnce(match, spans, bounds, except)
      if (except === '[]') for (const [at, span] of spans.entries()) remember(match, span, edits, totals[at]!)
      return totals
    },
  }
}
