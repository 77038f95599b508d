import type { Principal } from '../../core/principal.ts'
import { PRODUCTION_MODES, type ProductionMode } from '../../policy/record-access.ts'
import type { ProductionOrder } from '../../productions/create.ts'
import type { Delivery } from '../../productions/deliver.ts'
import type { Delivered, DownloadRow } from '../../productions/production-row.ts'
import type { Productions, ShownProduction } from '../../productions/productions.ts'
import type { AskedDecision } from '../../productions/review.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { shownPattern, shownProduction, shownRecord } from '../shown-production.ts'

export type TellProduction = ReturnType<typeof shownProduction>
export type TellRecord = ReturnType<typeof shownRecord>
export type TellPattern = ReturnType<typeof shownPattern>
type Listed = Exclude<ReturnType<Productions['records']>, { code: unknown }>
type Undecided = Exclude<Awaited<ReturnType<Productions['undecided']>>, { code: unknown }>

/** Records that are read before the whole scope is gone through. */
const NEAR = 20

export interface ProductionDesk {
  mayOpen(caller: Principal): boolean
  /** In which modes somebody makes productions. */
  modes(caller: Principal): readonly ProductionMode[]
  maySeal(caller: Principal, mode: ProductionMode): boolean
  list(asking: Asking): readonly TellProduction[]
  /** Those with this record in their scope; the look at the record has been written down before. */
  holding(
    asking: Asking,
    exchange: string,
  ): readonly { readonly production: TellProduction; readonly outcome: string }[]
  create(asking: Asking, order: ProductionOrder): Promise<TellProduction>
  show(asking: Asking, id: string): TellProduction
  /** Takes a build back to where it was begun; gives an open production up. */
  cancel(asking: Asking, id: string): Promise<TellProduction>
  records(
    asking: Asking,
    id: string,
    page: { readonly cursor?: string; readonly limit: number },
  ): Promise<{ readonly records: Listed['records']; readonly cursor: string | null }>
  record(asking: Asking, id: string, exchange: string): Promise<TellRecord>
  decide(asking: Asking, id: string, exchange: string, decisions: readonly AskedDecision[]): Promise<TellRecord>
  beside(
    asking: Asking,
    id: string,
    exchange: string,
  ): { readonly before: string | null; readonly after: string | null }
  /** The next record behind one in which something is open, from the first one on behind the last; null: there is none. */
  nextOpen(asking: Asking, id: string, exchange: string): Promise<string | null>
  undecided(asking: Asking, id: string, cursor: string | null): Promise<Undecided>
  addPattern(asking: Asking, id: string, asked: Parameters<Productions['addPattern']>[1]): Promise<TellPattern>
  decidePattern(
    asking: Asking,
    id: string,
    pattern: string,
    asked: Parameters<Productions['decidePattern']>[2],
  ): Promise<TellPattern>
  build(asking: Asking, id: string): Promise<TellProduction>
  /** `manifest` is the digest that the second person looked at. */
  seal(asking: Asking, id: string, manifest: string): Promise<TellProduction>
  deliver(asking: Asking, id: string, what: Delivered): Promise<Delivery>
  downloads(asking: Asking, id: string): readonly DownloadRow[]
}

/** Clauses MS-24, MO-06: what is handed over of records, in two modes from the same store, decided by named people. */
export function createProductionDesk({
  productions,
  look,
}: {
  readonly productions: Productions
  readonly look: RecordLook
}): ProductionDesk {
  const one = (asking: Asking, id: string): ShownProduction => allowed(productions.find(id, callerOf(asking)))
  return {
    mayOpen: (caller) =>
      PRODUCTION_MODES.some((mode) => {
        const { make, seal } = productions.may(caller, mode)
        return make || seal
      }),
    modes: (caller) => PRODUCTION_MODES.filter((mode) => productions.may(caller, mode).make),
    maySeal: (caller, mode) => productions.may(caller, mode).seal,
    list(asking) {
      const found = allowed(productions.list(callerOf(asking)) as object) as readonly ShownProduction[]
      return found.map((production) => shownProduction(production))
    },
    holding: (asking, exchange) =>
      productions
        .holding(exchange, callerOf(asking))
        .map(({ production, outcome }) => ({ production: shownProduction(production), outcome })),
    create: async (asking, order) => shownProduction(allowed(await productions.create(order, callerOf(asking)))),
    show: (asking, id) => shownProduction(one(asking, id)),
    cancel: async (asking, id) => shownProduction(allowed(await productions.cancel(id, callerOf(asking)))),
    async records(asking, id, { cursor, limit }) {
      const page = { limit, ...(cursor === undefined ? {} : { after: cursor }) }
      const { records, next } = allowed(productions.records(id, callerOf(asking), page))
      await look(asking, { action: 'list-production', production: id })
      return { records, cursor: next }
    },
    async record(asking, id, exchange) {
      const record = allowed(await productions.record(id, exchange, callerOf(asking)))
      await look(asking, { action: 'show-production-record', production: id, exchange })
      return shownRecord(record)
    },
    decide: async (asking, id, exchange, decisions) =>
      shownRecord(allowed(await productions.decide(id, exchange, decisions, callerOf(asking)))),
    beside: (asking, id, exchange) => allowed(productions.beside(id, exchange, callerOf(asking))),
    async nextOpen(asking, id, exchange) {
      const caller = callerOf(asking)
      await look(asking, { action: 'show-undecided', production: id })
      // Most often it is near: the whole scope is gone through only where it isn't.
      const { records } = allowed(productions.records(id, caller, { after: exchange, limit: NEAR }))
      for (const near of records) {
        if (near.outcome !== 'released') continue
        const { judged } = allowed(await productions.record(id, near.exchange, caller))
        if (judged.open.length > 0) return near.exchange
      }
      for (const after of [exchange, null]) {
        const found = allowed(await productions.undecided(id, after, caller))
        const next = found.records.find(({ uncoded }) => !uncoded)
        if (next !== undefined) return next.exchange
      }
      return null
    },
    async undecided(asking, id, cursor) {
      const found = allowed(await productions.undecided(id, cursor, callerOf(asking)))
      await look(asking, { action: 'show-undecided', production: id })
      return found
    },
    addPattern: async (asking, id, asked) =>
      shownPattern(allowed(await productions.addPattern(id, asked, callerOf(asking)))),
    decidePattern: async (asking, id, pattern, asked) =>
      shownPattern(allowed(await productions.decidePattern(id, pattern, asked, callerOf(asking)))),
    build: async (asking, id) => shownProduction(allowed(await productions.build(id, callerOf(asking)))),
    seal: async (asking, id, manifest) =>
      shownProduction(allowed(await productions.seal(id, manifest, callerOf(asking)))),
    deliver: async (asking, id, what) => allowed(await productions.deliver(id, what, callerOf(asking))),
    downloads(asking, id) {
      one(asking, id)
      return productions.downloads(id, callerOf(asking))
    },
  }
}
