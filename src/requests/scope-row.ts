import type { IndexRange } from '../core/destruction.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { RecordFacts } from '../policy/record-access.ts'
import { markOf } from '../records/exchange-facts.ts'

/** State kind of what runs found, exchange by exchange, by `request#run.part`: rows of {@link FoundRow}. */
export const REQUEST_FOUND = 'records-request-found'

/** Exchanges of one row: few enough that no commit is long, many enough that rows are few. */
const EXCHANGES_A_ROW = 1_000

/** Whose and what for an exchange is, as far as it decides who may know of it. */
export type ScopeFacts = Omit<RecordFacts, 'labels'>

/** A part of what a run found. It counts from when the request's row names the run. */
export interface FoundRow {
  readonly request: string
  readonly run: string
  /** In scope, not found, and with something in them that no search reads. */
  readonly isUnread: boolean
  readonly facts: readonly ScopeFacts[]
  /** Exchange, its first entry, which of `facts` are its own, which lines found it (a bit each). */
  readonly exchanges: readonly (readonly [exchange: string, index: number, facts: number, lines: number])[]
}

export interface FoundExchange {
  readonly exchange: string
  /** Of its first entry. */
  readonly index: number
  readonly facts: ScopeFacts
  /** A bit for each line of the plan that found it. */
  readonly lines: number
  /** All its entries before the freeze. */
  readonly ranges: readonly IndexRange[]
}

/** An exchange that a plan found. */
export interface ScopeItem extends Omit<FoundExchange, 'ranges' | 'facts'> {
  readonly facts: RecordFacts
}

type Listed = Omit<FoundExchange, 'ranges'>

/** What runs found, put in order once: a run's rows never change. */
const listed = new WeakMap<StateRows, Map<string, readonly Listed[]>>()
const LISTS_MAX = 8

/** What a run found, in the log's order, as far as `maySee` lets it be known: no look goes by another way. */
export function scopeItems(
  rows: StateRows,
  run: string | null,
  maySee: (facts: RecordFacts) => boolean,
  isUnread = false,
): ScopeItem[] {
  if (run === null) return []
  /** What is said of all unmarked records of the same facts: nearly all of them. */
  const unmarked = new Map<ScopeFacts, { readonly facts: RecordFacts; readonly sees: boolean }>()
  const items: ScopeItem[] = []
  for (const { exchange, index, lines, facts: own } of foundBy(rows, run, isUnread)) {
    const { labels } = markOf(rows, exchange)
    let judged = labels.length === 0 ? unmarked.get(own) : undefined
    if (judged === undefined) {
      const facts: RecordFacts = { ...own, labels }
      judged = { facts, sees: maySee(facts) }
      if (labels.length === 0) unmarked.set(own, judged)
    }
    if (judged.sees) items.push({ exchange, index, lines, facts: judged.facts })
  }
  return items
}

function foundBy(rows: StateRows, run: string, isUnread: boolean): readonly Listed[] {
  const lists = listed.get(rows) ?? new Map<string, readonly Listed[]>()
  listed.set(rows, lists)
  const name = `${run} ${isUnread}`
  const known = lists.get(name)
  if (known !== undefined) return known
  const own = ([...rows.all(REQUEST_FOUND).values()] as FoundRow[]).filter(
    (row) => row.run === run && row.isUnread === isUnread,
  )
  const list = own
    .flatMap(({ facts, exchanges }) =>
      exchanges.map(([exchange, index, place, lines]) => ({ exchange, index, lines, facts: facts[place]! })),
    )
    .toSorted((a, b) => a.index - b.index)
  const [oldest] = lists.keys()
  if (lists.size >= LISTS_MAX && oldest !== undefined) lists.delete(oldest)
  lists.set(name, list)
  return list
}

/** Rows of state for what a run found. */
export function foundRows(
  { request, run, isUnread }: Pick<FoundRow, 'request' | 'run' | 'isUnread'>,
  found: readonly FoundExchange[],
): FoundRow[] {
  const rows: FoundRow[] = []
  for (let at = 0; at < found.length; at += EXCHANGES_A_ROW) {
    const places = new Map<string, number>()
    const table: ScopeFacts[] = []
    const exchanges = found.slice(at, at + EXCHANGES_A_ROW).map(({ exchange, index, lines, facts }) => {
      const { agency, owner, unit, purpose } = facts
      const name = JSON.stringify([agency, owner, unit, purpose])
      let place = places.get(name)
      if (place === undefined) {
        place = table.push({ agency, owner, unit, purpose }) - 1
        places.set(name, place)
      }
      return [exchange, index, place, lines] as const
    })
    rows.push({ request, run, isUnread, facts: table, exchanges })
  }
  return rows
}
