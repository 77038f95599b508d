import type { Clock, ExchangeId } from '../../core/ids.ts'
import type { ExaminedEntry, LogReader, RecordReader, SearchPage } from '../../core/ports.ts'
import type { StoredEntry } from '../../core/record.ts'
import { RECORD_MARK, type RecordMark } from '../../core/record-mark.ts'
import type { NoteVerifier } from '../../core/signed-note.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { mayProve, type RecordFacts, type RecordPart, readableParts, searchReach } from '../../policy/record-access.ts'
import { exchangeFacts } from '../../records/exchange-facts.ts'
import type { Ledger } from '../../records/ledger.ts'
import { proveEntries } from '../../records/prove.ts'
import { type RecordVerdict, verifyRecord } from '../../records/verify-record.ts'
import type { Asking } from '../asking.ts'
import { destructionIn } from '../destruction-in.ts'
import { callerOf } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { type AskedSearch, searchFor } from '../record-search.ts'
import { timelineOf } from '../timeline.ts'
import { noSuchRecord } from '../visible-record.ts'

export interface RecordDeskParts {
  readonly policy: () => PolicySet
  readonly store: RecordReader & LogReader
  readonly ledger: Ledger
  readonly look: RecordLook
  readonly clock: Clock
  /** Keys of the log. */
  readonly verifiers: readonly NoteVerifier[]
  readonly prove: (ref: ExchangeId) => Promise<readonly { index: number; type: string; proof: string }[]>
}

/** A record as somebody sees it. */
export interface SeenRecord {
  readonly exchange: string
  /** Null: what says whose it is was altered, and nothing of it is shown. */
  readonly facts: RecordFacts | null
  readonly readable: ReadonlySet<RecordPart>
  readonly entries: readonly StoredEntry[]
  /** Parts that don’t match what their entries committed to, as `index name`. */
  readonly altered: ReadonlySet<string>
  /** Null: not theirs to ask. */
  readonly verdict: RecordVerdict | null
}

export interface RecordDesk {
  /** `timeline` counts the hits in spans of time besides; `written` is called once the look is an entry. */
  search(
    asking: Asking,
    asked: AskedSearch & { readonly timeline?: boolean },
    signal?: AbortSignal,
    written?: () => void,
  ): Promise<SearchPage>
  /** What the caller may search now, and the agencies of it; `stamp` is another one as soon as that is less or else. */
  reach(asking: Asking): { readonly agencies: readonly string[]; readonly stamp: string }
  /** How many hits other queries have: what a filter leaves out. */
  counts(asking: Asking, queries: readonly string[], signal?: AbortSignal, patience?: number): Promise<number[]>
  /** `among`: the search that it was opened from; what stands next to it there is looked for too. */
  show(asking: Asking, id: string, among?: Among): Promise<SeenRecord & { readonly steps: Steps }>
  prove(asking: Asking, id: string): Promise<readonly { index: number; type: string; proof: string }[]>
  verify(asking: Asking, id: string): Promise<RecordVerdict>
}

/** A hit of a search, by its place in the log. */
export interface Among {
  readonly query: string
  readonly at: number
}

/** The hits next to one: the exchange and its place. */
export interface Steps {
  readonly newer: Step | null
  readonly older: Step | null
}
export interface Step {
  readonly exchange: string
  readonly at: number
}

/** Clauses MS-07, MS-10, MS-23, MO-04: records are read as `access.yaml` says, and the looking is recorded before anything is shown. */
export function createRecordDesk(parts: RecordDeskParts): RecordDesk {
  const { policy, store, look, ledger } = parts

  async function lying(id: string, asking: Asking): Promise<{ examined: ExaminedEntry[]; facts: RecordFacts | null }> {
    const examined = await store.examine(id as ExchangeId)
    const [first] = examined
    if (first === undefined) throw noSuchRecord()
    if (first.isItself && first.parts.find(({ name }) => name === 'meta')?.answer !== 'altered')
      return { examined, facts: exchangeFacts(examined.map(toStored), ledger.state) }
    // Nobody can tell any more whose it is: that it was altered is told to those who search, and nothing else.
    const reach = searchReach(policy(), callerOf(asking))
    if (reach === null || !reach.agencies.includes(agencyOf(first))) throw noSuchRecord()
    return { examined, facts: null }
  }

  async function judge(examined: readonly ExaminedEntry[]): Promise<RecordVerdict> {
    const indexes = examined.map(({ index }) => index)
    const proofs = await proveEntries(store, indexes)
    return verifyRecord(examined, proofs, parts.verifiers, (index) => destructionIn(ledger.state, index))
  }

  return {
    reach(asking) {
      const found = searchReach(policy(), callerOf(asking))
      const closing = (found?.without ?? []).map(({ value }) => value)
      const marks = [...ledger.state.all(RECORD_MARK).values()] as RecordMark[]
      const lastClosed = marks
        .filter(({ labels }) => labels.some((label) => closing.includes(label)))
        .reduce((last, { at }) => Math.max(last, at), 0)
      return { agencies: found?.agencies ?? [], stamp: JSON.stringify([found, lastClosed]) }
    },

    async search(asking, { timeline = false, ...asked }, signal, written) {
      const search = searchFor(parts, callerOf(asking))
      const { query, cursor } = asked
      const { index: own } = await look(asking, {
        action: 'search',
        query,
        ...(cursor === undefined ? {} : { cursor }),
      })
      written?.()
      const slots = timeline ? await timelineOf(parts, query) : []
      const page = await search({ ...asked, slots }, signal)
      // That somebody searched is the newest entry, and no record: nobody misses it.
      return own >= page.upTo && page.lag > 0 ? { ...page, lag: page.lag - 1 } : page
    },

    async counts(asking, queries, signal, patience) {
      const search = searchFor(parts, callerOf(asking))
      await look(asking, { action: 'count', queries: [...queries] })
      const totals: number[] = []
      for (const query of queries) totals.push((await search({ query, limit: 1, patience }, signal)).total ?? 0)
      return totals
    },

    async show(asking, id, among) {
      const caller = callerOf(asking)
      const { examined, facts } = await lying(id, asking)
      const readable = facts === null ? new Set<RecordPart>() : readableParts(policy(), caller, facts)
      if (facts !== null && readable.size === 0) throw noSuchRecord()
      const search = among === undefined ? null : searchFor(parts, caller)
      await look(asking, { action: 'show', exchange: id, ...(among === undefined ? {} : { query: among.query }) })
      const mayVerify = facts === null || mayProve(policy(), caller, facts)
      const next = async (newer: boolean): Promise<Step | null> => {
        if (search === null || among === undefined) return null
        const asked = { query: among.query, limit: 1, total: false, cursor: String(among.at), newer }
        const hit = (await search(asked)).hits[0]
        return hit?.ref == null ? null : { exchange: hit.ref, at: hit.index }
      }
      return {
        exchange: id,
        facts,
        readable,
        entries: examined.map(toStored),
        altered: new Set(
          examined.flatMap(({ index, parts: lies }) =>
            lies.filter(({ answer }) => answer === 'altered').map(({ name }) => `${index} ${name}`),
          ),
        ),
        verdict: mayVerify ? await judge(examined) : null,
        steps: { newer: await next(true), older: await next(false) },
      }
    },

    async prove(asking, id) {
      const { facts } = await lying(id, asking)
      if (facts !== null && !mayProve(policy(), callerOf(asking), facts)) throw noSuchRecord()
      await look(asking, { action: 'prove', exchange: id })
      return parts.prove(id as ExchangeId)
    },

    async verify(asking, id) {
      const { examined, facts } = await lying(id, asking)
      if (facts !== null && !mayProve(policy(), callerOf(asking), facts)) throw noSuchRecord()
      await look(asking, { action: 'verify', exchange: id })
      return judge(examined)
    },
  }
}

function toStored({ index, id, type, ref, time, bytes, parts }: ExaminedEntry): StoredEntry {
  const opened = Object.fromEntries(parts.map(({ name, content }) => [name, content]))
  return { index, id, type, ref, time, entry: bytes.toString(), parts: opened }
}

function agencyOf({ bytes }: ExaminedEntry): string {
  return /"agency":"([^"]*)"/.exec(bytes.toString('latin1'))?.[1] ?? ''
}
