import type { ExchangeId } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { drawSample } from '../../core/sample.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { SampleRow } from '../../requests/coded-row.ts'
import { type CodedItem, type CodingOrder, type Codings, countCodings } from '../../requests/codings.ts'
import { isCounsel } from '../../requests/request-authority.ts'
import type { RequestLog } from '../../requests/request-log.ts'
import type { SampleResult, Samples } from '../../requests/samples.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { noSuchRecord } from '../visible-record.ts'

export interface CodingDeskParts {
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly look: RecordLook
  readonly log: RequestLog
  readonly codings: Codings
  readonly samples: Samples
}

export type ShownItem = ReturnType<typeof shownItem>
export type ShownSample = ReturnType<typeof shownSample>

export interface CodedPage {
  readonly counts: Readonly<Record<string, number>>
  readonly records: readonly ShownItem[]
  /** Index of the last record of this page; null: there are no more. */
  readonly cursor: number | null
}

/** Where a record stands in a scope, as far as its reviewer may know of it. */
export interface CodingPlace {
  readonly item: ShownItem
  /** From 1. */
  readonly position: number
  readonly of: number
  readonly uncoded: number
  /** The next one that nobody has coded; null: none is left behind this one. */
  readonly next: string | null
  readonly before: string | null
  readonly after: string | null
}

export interface ScopeOverview {
  readonly counts: Readonly<Record<string, number>>
  /** Of what goes out or is withheld: how many people’s records these are. */
  readonly people: number
  /** How many are withheld under each exemption, by its id. */
  readonly exempt: ReadonlyMap<string, number>
  /** A few that go out, the same each time. */
  readonly sample: readonly ShownItem[]
}

export type SecondCoding = Parameters<Samples['second']>[2]

export interface CodingDesk {
  list(
    asking: Asking,
    id: string,
    page: { readonly cursor?: number; readonly limit: number; readonly coding?: string },
  ): Promise<CodedPage>
  /** The first record behind `after` that nobody has coded; null: there is none. */
  next(asking: Asking, id: string, after?: number): Promise<ShownItem | null>
  /** What a scope comes to before it is handed over; nothing of it is shown but ids, so it is no look. */
  overview(asking: Asking, id: string): ScopeOverview
  place(asking: Asking, id: string, exchange: string): CodingPlace
  /** Records of the scope that say exactly what this one says. */
  alike(asking: Asking, id: string, exchange: string): Promise<readonly string[]>
  code(asking: Asking, id: string, order: CodingOrder): Promise<{ readonly coded: number }>
  /** What was drawn of it, with as many records as the asker may know of. */
  samples(asking: Asking, id: string): readonly (Pick<SampleRow, 'id' | 'seed' | 'at'> & { readonly records: number })[]
  draw(asking: Asking, id: string, order: Parameters<Samples['draw']>[1]): Promise<ShownSample>
  sample(asking: Asking, id: string, sample: string): Promise<ShownSample>
  second(asking: Asking, id: string, sample: string, order: SecondCoding): Promise<ShownSample>
  isCounsel(caller: Principal): boolean
}

/** Records that are read to find those that say the same. */
const ALIKE_MAX = 1_000
/** Records that a check page leads to. */
const SAMPLED = 5

/** Clauses MS-24, MO-06: what reviewers say of each record of a request's scope, and samples that check them. */
export function createCodingDesk({ policy, store, look, log, codings, samples }: CodingDeskParts): CodingDesk {
  function itemsOf(asking: Asking, id: string): CodedItem[] {
    const caller = callerOf(asking)
    return codings.items(allowed(log.known(id, caller)), caller)
  }

  return {
    async list(asking, id, { cursor = -1, limit, coding }) {
      const items = itemsOf(asking, id)
      await look(asking, { action: 'list-request-records', request: id, ...(coding === undefined ? {} : { coding }) })
      const wanted = items.filter(
        ({ index, coded }) =>
          index > cursor && (coding === undefined || (coded === null ? 'uncoded' : coded.coding) === coding),
      )
      const page = wanted.slice(0, limit)
      return {
        counts: countCodings(items, isCounsel(policy(), callerOf(asking))),
        records: page.map(shownItem),
        cursor: wanted.length > page.length ? page.at(-1)!.index : null,
      }
    },

    async next(asking, id, after = -1) {
      const caller = callerOf(asking)
      const row = allowed(log.worked(id, caller))
      await look(asking, { action: 'next-uncoded-record', request: id })
      const found = codings.items(row, caller).find(({ index, coded }) => index > after && coded === null)
      return found === undefined ? null : shownItem(found)
    },

    overview(asking, id) {
      const items = itemsOf(asking, id)
      const going = items.filter(({ coded }) => coded?.coding === 'responsive' || coded?.coding === 'exempt')
      const exempt = new Map<string, number>()
      for (const { coded } of going) for (const one of coded!.exemptions) exempt.set(one, (exempt.get(one) ?? 0) + 1)
      const ids = going.flatMap(({ exchange, coded }) => (coded!.coding === 'responsive' ? [exchange] : []))
      const sample = new Set(drawSample(id, SAMPLED, ids))
      return {
        counts: countCodings(items, isCounsel(policy(), callerOf(asking))),
        people: new Set(going.map(({ facts }) => facts.owner)).size,
        exempt,
        sample: items.filter(({ exchange }) => sample.has(exchange)).map(shownItem),
      }
    },

    place(asking, id, exchange) {
      const items = itemsOf(asking, id)
      const at = items.findIndex((item) => item.exchange === exchange)
      if (at < 0) throw noSuchRecord()
      const isOpen = ({ coded }: CodedItem): boolean => coded === null
      const next = items.slice(at + 1).find(isOpen) ?? items.slice(0, at).find(isOpen)
      return {
        item: shownItem(items[at]!),
        position: at + 1,
        of: items.length,
        uncoded: items.filter(isOpen).length,
        next: next?.exchange ?? null,
        before: items[at - 1]?.exchange ?? null,
        after: items[at + 1]?.exchange ?? null,
      }
    },

    async alike(asking, id, exchange) {
      const items = itemsOf(asking, id)
      if (!items.some((item) => item.exchange === exchange)) throw noSuchRecord()
      const wanted = await saidIn(exchange)
      if (wanted === null || items.length > ALIKE_MAX) return []
      await look(asking, { action: 'find-alike-records', request: id, exchange })
      const found: string[] = []
      for (const item of items)
        if (item.exchange !== exchange && item.coded === null && (await saidIn(item.exchange)) === wanted)
          found.push(item.exchange)
      return found
    },

    code: async (asking, id, order) => allowed(await codings.code(id, order, callerOf(asking))),

    samples(asking, id) {
      const row = allowed(log.known(id, callerOf(asking)))
      return samples.of(row).map(({ id: sample, seed, at }) => {
        const { items } = allowed(samples.result(row, sample, callerOf(asking)))
        return { id: sample, seed, at, records: items.length }
      })
    },

    async draw(asking, id, order) {
      const caller = callerOf(asking)
      const { id: sample } = allowed(await samples.draw(id, order, caller))
      return shownSample(allowed(samples.result(allowed(log.worked(id, caller)), sample, caller)))
    },

    async sample(asking, id, sample) {
      const caller = callerOf(asking)
      const result = allowed(samples.result(allowed(log.known(id, caller)), sample, caller))
      await look(asking, { action: 'show-request-sample', request: id, sample })
      return shownSample(result)
    },

    second: async (asking, id, sample, order) =>
      shownSample(allowed(await samples.second(id, sample, order, callerOf(asking)))),

    isCounsel: (caller) => isCounsel(policy(), caller),
  }

  /** What an exchange asked, byte for byte; null: it is gone. */
  async function saidIn(exchange: string): Promise<string | null> {
    const [first] = await store.exchange(exchange as ExchangeId)
    return first?.parts['body']?.toString('latin1') ?? null
  }
}

function shownItem({ exchange, index, coded }: CodedItem) {
  const { coding, exemptions, by, at, earlier } = coded ?? {}
  return {
    exchange,
    index,
    coding: coding ?? null,
    ...(coded === null ? {} : { exemptions, by, at, earlier }),
  }
}

function shownSample({ row, items, looked, overturned, rate }: SampleResult) {
  const { id, seed, of, by, at } = row
  return {
    id,
    seed,
    of,
    drawn_by: by,
    drawn_at: at,
    records: items
      .toSorted((a, b) => a.index - b.index)
      .map(({ second, ...item }) => ({
        ...shownItem(item),
        second: second === null ? null : { coding: second.coding, by: second.by, at: second.at },
      })),
    looked_at: looked,
    overturned,
    rate,
  }
}
