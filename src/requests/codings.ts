import type { ExchangeId } from '../core/ids.ts'
import type { RecordReader } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import type { StateBasis, StateChange } from '../core/record.ts'
import { PRIVILEGED, RECORD_MARK, type RecordMark } from '../core/record-mark.ts'
import { CODING, CODINGS, type Coding, RECORDS_JUDGED, RECORDS_REQUEST } from '../core/records-request.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { mayMark, searchReach } from '../policy/record-access.ts'
import { markOf } from '../records/exchange-facts.ts'
import { writeOr } from '../records/ledger.ts'
import { recentlyClosed } from '../records/recently-closed.ts'
import { SearchQueryError } from '../records/search/query-error.ts'
import { stale } from '../records/stale.ts'
import type { CodedRow } from './coded-row.ts'
import { conflict, isCounsel, malformed, notYours, sightOf, unknownRequest } from './request-authority.ts'
import type { RequestLog, RequestLogParts } from './request-log.ts'
import type { RecordsRequestRow } from './request-row.ts'
import { type ScopeItem, scopeItems } from './scope-row.ts'

export interface CodingsParts extends RequestLogParts {
  readonly store: RequestLogParts['store'] & Pick<RecordReader, 'search'>
  readonly log: RequestLog
  readonly knownExemption: (id: string) => boolean
  /** Records of a sample. */
  readonly sampled: (request: string, sample: string) => readonly string[] | null
}

/** Which records of a scope are meant. */
export type Selection =
  | { readonly exchanges: readonly string[] }
  | { readonly query: string }
  | { readonly sample: string }

export interface CodingOrder {
  readonly coding: Coding
  readonly exemptions: readonly string[]
  readonly select: Selection
  readonly reason: string
}

export interface CodedItem extends ScopeItem {
  readonly coded: CodedRow | null
}

/** What reviewers say of each record that a plan found. */
export interface Codings {
  /** Records of the scope as the caller may know of them, in the log's order. */
  items(row: RecordsRequestRow, caller: Principal): CodedItem[]
  /** Resolves with how many records it changed. */
  code(id: string, order: CodingOrder, caller: Principal): Promise<{ coded: number } | Refusal>
  /** Why a coding is none that this person can give; null: it is. */
  refuse(order: Pick<CodingOrder, 'coding' | 'exemptions'>, caller: Principal): Refusal | null
}

/** Rows of one entry: a record's meta is read whole. */
const ROWS_AN_ENTRY = 1_000
const PAGE = 500

export function createCodings({
  store,
  ledger,
  policy,
  clock,
  ids,
  log,
  knownExemption,
  sampled,
}: CodingsParts): Codings {
  const rows = ledger.state
  const codedAs = (request: string, exchange: string) =>
    (rows.get(CODING, `${request}|${exchange}`) as CodedRow | undefined) ?? null

  function items(row: RecordsRequestRow, caller: Principal): CodedItem[] {
    const seesPrivileged = isCounsel(policy(), caller)
    return scopeItems(rows, row.foundBy, sightOf(policy(), caller))
      .map((item) => ({ ...item, coded: codedAs(row.id, item.exchange) }))
      .filter(({ coded }) => seesPrivileged || coded?.coding !== 'privileged')
  }

  function refuse(
    { coding, exemptions }: Pick<CodingOrder, 'coding' | 'exemptions'>,
    caller: Principal,
  ): Refusal | null {
    if (coding === 'privileged' && !isCounsel(policy(), caller)) return notYours()
    const withholds = coding === 'exempt' || coding === 'privileged'
    if (!withholds && exemptions.length > 0)
      return malformed('exemption', `What is ${coding} has no exemptions.`, 'Leave them out.')
    if (coding === 'exempt' && exemptions.length === 0)
      return malformed('exemption', 'What is exempt needs its exemptions.', 'Name exemptions of exemptions.yaml.')
    const unknown = exemptions.find((one) => !knownExemption(one))
    if (unknown === undefined) return null
    return malformed('exemption', `The policy has no exemption ‘${unknown}’.`, 'Name exemptions of exemptions.yaml.')
  }

  async function chosen(row: RecordsRequestRow, order: CodingOrder, caller: Principal): Promise<CodedItem[] | Refusal> {
    const { select, coding } = order
    const visible = items(row, caller)
    if ('query' in select) {
      const refs = await refsOf(select.query, caller)
      return 'code' in refs ? refs : visible.filter(({ exchange }) => refs.has(exchange))
    }
    if ('sample' in select) {
      const wanted = sampled(row.id, select.sample)
      if (wanted === null) return unknownRequest()
      const set = new Set(wanted)
      return visible.filter(({ exchange }) => set.has(exchange))
    }
    const known = new Map(visible.map((item) => [item.exchange, item]))
    // Counsel closes records whether or not they may read them (access.yaml, privilege).
    if (coding === 'privileged' && mayMark(policy(), caller, row.agency))
      for (const item of scopeItems(rows, row.foundBy, () => true))
        if (!known.has(item.exchange)) known.set(item.exchange, { ...item, coded: codedAs(row.id, item.exchange) })
    const found = select.exchanges.map((exchange) => known.get(exchange))
    if (found.includes(undefined))
      return malformed(
        'scope',
        'Some of these records aren’t in the scope of this request.',
        'Name records of its scope.',
      )
    return [...new Set(found as CodedItem[])]
  }

  async function refsOf(query: string, caller: Principal): Promise<Set<string> | Refusal> {
    const reach = searchReach(policy(), caller)
    if (reach === null) return notYours()
    const except = await recentlyClosed(store as RecordReader, rows, clock.now(), reach.without)
    const refs = new Set<string>()
    let cursor: string | null = null
    try {
      do {
        const page = await store.search({
          ...reach,
          query,
          except,
          limit: PAGE,
          total: false,
          snippets: false,
          ...(cursor === null ? {} : { cursor }),
        })
        for (const { ref } of page.hits) if (ref !== null) refs.add(ref)
        cursor = page.cursor
      } while (cursor !== null)
    } catch (error) {
      if (error instanceof SearchQueryError) return malformed('search-query', `${error.message}.`, error.next)
      throw error
    }
    return refs
  }

  async function code(id: string, order: CodingOrder, caller: Principal): Promise<{ coded: number } | Refusal> {
    const row = log.worked(id, caller)
    if ('code' in row) return row
    if (row.status !== 'open' && row.status !== 'paused') return conflict('coding', 'The request isn’t open.')
    const refused = refuse(order, caller)
    if (refused !== null) return refused
    const items = await chosen(row, order, caller)
    if ('code' in items) return items
    const { coding, reason, select } = order
    const exemptions = [...new Set(order.exemptions)].sort()
    const at = new Date(clock.now()).toISOString()
    const changed = items.filter(
      ({ coded }) => coded === null || coded.coding !== coding || coded.exemptions.join(' ') !== exemptions.join(' '),
    )
    const act = ids.entryId()
    for (let from = 0; from < changed.length; from += ROWS_AN_ENTRY) {
      const part = changed.slice(from, from + ROWS_AN_ENTRY)
      const changes = part.map((item) => changesOf(row, item, { coding, exemptions, by: caller.key, at }))
      const own = { kind: RECORDS_REQUEST, key: row.id, value: row }
      const written = await writeOr(
        ledger,
        {
          type: 'review',
          agency: row.agency,
          actor: caller,
          meta: { action: 'request-code', request: row.id, act, coding, exemptions },
          body: {
            reason,
            select: 'exchanges' in select ? { exchanges: part.map(({ exchange }) => exchange) } : select,
          },
          state: [
            ...changes.flatMap(({ state }) => state),
            { kind: RECORDS_JUDGED, key: row.agency, value: { act, from } },
          ],
          basis: [own, ...changes.flatMap(({ basis }) => basis)],
        },
        (moved) => stale(moved, own, { clause: 'MO-06', members: ['status'] }),
      )
      if ('code' in written) return written
    }
    return { coded: changed.length }
  }

  function changesOf(
    row: RecordsRequestRow,
    { exchange, coded }: CodedItem,
    said: Pick<CodedRow, 'coding' | 'exemptions' | 'by' | 'at'>,
  ): { readonly state: readonly StateChange[]; readonly basis: readonly StateBasis[] } {
    const earlier =
      coded === null
        ? []
        : [...coded.earlier, { coding: coded.coding, exemptions: coded.exemptions, by: coded.by, at: coded.at }]
    const value: CodedRow = { request: row.id, exchange, ...said, earlier }
    const name = { kind: CODING, key: `${row.id}|${exchange}` }
    const change = { ...name, value }
    const seen = { ...name, value: coded }
    const mark = markOf(rows, exchange as ExchangeId)
    if (said.coding !== 'privileged' || mark.labels.includes(PRIVILEGED)) return { state: [change], basis: [seen] }
    // What counsel says here holds at every other look at the record as well.
    const closed: RecordMark = { ...mark, labels: [...mark.labels, PRIVILEGED], at: clock.now() }
    return {
      state: [change, { kind: RECORD_MARK, key: exchange, value: closed }],
      basis: [seen, { kind: RECORD_MARK, key: exchange, value: rows.get(RECORD_MARK, exchange) ?? null }],
    }
  }

  return { items, refuse, code: (id, order, caller) => log.inTurn(() => code(id, order, caller)) }
}

/** How many records are coded how; `privileged` counts for those only who may know of such records. */
export function countCodings(
  items: readonly CodedItem[],
  mayKnowPrivileged: boolean,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { records: items.length, uncoded: 0 }
  for (const coding of CODINGS) if (coding !== 'privileged' || mayKnowPrivileged) counts[coding] = 0
  for (const { coded } of items) {
    const name = coded?.coding ?? 'uncoded'
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
