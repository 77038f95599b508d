import type { IndexRange } from '../core/destruction.ts'
import { REQUEST_SCOPE, type RequestScopeRow } from '../core/records-request.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { RecordFacts } from '../policy/record-access.ts'
import { markOf } from '../records/exchange-facts.ts'

/** State kind of records in a scope that hold what no search reads, by `request#part`: rows of {@link ScopeRow}. */
export const REQUEST_UNREAD = 'records-request-unread'

/** Exchanges of one row: few enough to be read by anybody, many enough that rows are few. */
export const EXCHANGES_A_ROW = 1_000

/** Whose and what for an exchange is, as far as it decides who may know of it. */
export type ScopeFacts = Omit<RecordFacts, 'labels'>

/** A part of what a plan found: exchange, its first entry, which of `facts` are its own, which lines found it (a bit each). */
export interface ScopeRow extends RequestScopeRow {
  readonly facts: readonly ScopeFacts[]
  readonly exchanges: readonly (readonly [exchange: string, index: number, facts: number, lines: number])[]
}

/** An exchange that a plan found. */
export interface ScopeItem {
  readonly exchange: string
  /** Of its first entry. */
  readonly index: number
  readonly facts: RecordFacts
  /** A bit for each line of the plan that found it. */
  readonly lines: number
}

/** What a plan found, in the log's order, as far as `maySee` lets it be known: no look goes by another way. */
export function scopeItems(
  rows: StateRows,
  request: string,
  maySee: (facts: RecordFacts) => boolean,
  kind: typeof REQUEST_SCOPE | typeof REQUEST_UNREAD = REQUEST_SCOPE,
): ScopeItem[] {
  const own = ([...rows.all(kind).values()] as ScopeRow[]).filter((row) => row.request === request)
  return own
    .flatMap((row) =>
      row.exchanges.map(([exchange, index, facts, lines]) => {
        const known = row.facts[facts]!
        return { exchange, index, lines, facts: { ...known, labels: markOf(rows, exchange).labels } }
      }),
    )
    .filter(({ facts }) => maySee(facts))
    .toSorted((a, b) => a.index - b.index)
}

/** Rows of state for what was found; `ranges` of each row are those of its own exchanges. */
export function scopeRows(
  request: string,
  found: readonly (Omit<ScopeItem, 'facts'> & { readonly facts: ScopeFacts; readonly ranges: readonly IndexRange[] })[],
): ScopeRow[] {
  const rows: ScopeRow[] = []
  for (let at = 0; at < found.length; at += EXCHANGES_A_ROW) {
    const facts = new Map<string, number>()
    const table: ScopeFacts[] = []
    const chunk = found.slice(at, at + EXCHANGES_A_ROW)
    const exchanges = chunk.map(({ exchange, index, lines, facts: { agency, owner, unit, purpose } }) => {
      const name = JSON.stringify([agency, owner, unit, purpose])
      let place = facts.get(name)
      if (place === undefined) {
        place = table.length
        table.push({ agency, owner, unit, purpose })
        facts.set(name, place)
      }
      return [exchange, index, place, lines] as const
    })
    const ranges = chunk.flatMap((one) => one.ranges).toSorted((a, b) => a[0] - b[0])
    rows.push({ request, ranges: joined(ranges), facts: table, exchanges })
  }
  return rows
}

/** Ranges that touch, as one. */
export function joined(ranges: readonly IndexRange[]): IndexRange[] {
  const whole: [number, number][] = []
  for (const [first, last] of ranges) {
    const before = whole.at(-1)
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else whole.push([first, last])
  }
  return whole
}
