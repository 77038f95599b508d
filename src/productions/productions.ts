import { createTurns } from '../core/in-turn.ts'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import {
  isCounsel,
  mayProduce,
  maySealProduction,
  PRODUCTION_MODES,
  type ProductionMode,
} from '../policy/record-access.ts'
import type { BuildProgress } from './build/build-package.ts'
import type { Undecided } from './build/tasks.ts'
import { type Builds, createBuilds } from './builds.ts'
import { createProduction, type ProductionOrder } from './create.ts'
import { patternsOf, standingOf } from './decided.ts'
import { type Delivery, deliver, downloadsOf, dropDestroyed, sealProduction } from './deliver.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { addPattern, decidePattern } from './patterns.ts'
import { findProduction, maySee, notYours, type ProductionParts, visibleScope } from './production-parts.ts'
import { type Delivered, type DownloadRow, type PatternRow, PRODUCTION, type ProductionRow } from './production-row.ts'
import { type AskedDecision, decideRecord, type ReviewedRecord, reviewRecord, undecidedOf } from './review.ts'

/** A production as its caller may know it. */
export interface ShownProduction {
  readonly row: ProductionRow
  /** Records of the scope that the caller may know of; null on a gateway that doesn't hold it. */
  readonly records: number | null
  readonly progress: BuildProgress | null
  readonly patterns: readonly PatternRow[]
  readonly isCounsel: boolean
}

/** Productions of records, as records officers and counsel make them. */
export interface Productions {
  create(order: ProductionOrder, caller: Principal): Promise<ShownProduction | Refusal>
  list(caller: Principal): readonly ShownProduction[] | Refusal
  find(id: string, caller: Principal): ShownProduction | Refusal
  records(
    id: string,
    caller: Principal,
    page: { readonly after?: string; readonly limit: number },
  ):
    | {
        readonly records: readonly { readonly exchange: string; readonly outcome: Outcome }[]
        readonly next: string | null
      }
    | Refusal
  /** Those next to a record, in the log’s order, as far as the caller may know of them. */
  /** Those that the caller may see with this exchange in their scope, as the caller sees it, and what it comes to in each. */
  holding(
    exchange: string,
    caller: Principal,
  ): readonly { readonly production: ShownProduction; readonly outcome: Outcome }[]
  beside(
    id: string,
    exchange: string,
    caller: Principal,
  ): { readonly before: string | null; readonly after: string | null } | Refusal
  record(id: string, exchange: string, caller: Principal): Promise<ReviewedRecord | Refusal>
  decide(
    id: string,
    exchange: string,
    asked: readonly AskedDecision[],
    caller: Principal,
  ): Promise<ReviewedRecord | Refusal>
  addPattern(id: string, asked: Parameters<typeof addPattern>[2], caller: Principal): Promise<PatternRow | Refusal>
  decidePattern(
    id: string,
    pattern: string,
    asked: Parameters<typeof decidePattern>[3],
    caller: Principal,
  ): Promise<PatternRow | Refusal>
  undecided(id: string, after: string | null, caller: Principal): Promise<Undecided | Refusal>
  build(id: string, caller: Principal): Promise<ShownProduction | Refusal>
  cancel(id: string, caller: Principal): Promise<ShownProduction | Refusal>
  seal(id: string, manifest: string, caller: Principal): Promise<ShownProduction | Refusal>
  deliver(id: string, what: Delivered, caller: Principal): Promise<Delivery | Refusal>
  downloads(id: string, caller: Principal): readonly DownloadRow[]
  /** Whether somebody makes productions so, and whether they seal those of others. */
  may(caller: Principal, mode: ProductionMode): { readonly make: boolean; readonly seal: boolean }
  readonly builds: Pick<Builds, 'resume' | 'idle'>
  /** Takes packages away that hold what was destroyed since. */
  dropDestroyed(): Promise<void>
  stop(): Promise<void>
}

export function createProductions(parts: ProductionParts): Productions {
  const { ledger, policy } = parts
  const builds = createBuilds(parts)
  const stopping = new AbortController()
  // Two changes of one production that met would each write the other's row back.
  const inTurn = createTurns()

  function shown(row: ProductionRow, caller: Principal): ShownProduction {
    const isHere = row.instance === parts.instance && row.status !== 'cancelled'
    return {
      row,
      records: isHere ? visibleScope(parts, row, caller).length : null,
      progress: builds.progress(row.id),
      patterns: patternsOf(ledger.state, row),
      isCounsel: isCounsel(policy(), caller),
    }
  }

  async function showing(
    work: Promise<ProductionRow | Refusal>,
    caller: Principal,
  ): Promise<ShownProduction | Refusal> {
    const row = await work
    return 'code' in row ? row : shown(row, caller)
  }

  return {
    create: (order, caller) =>
      inTurn(order.request, () => showing(createProduction(parts, order, caller, stopping.signal), caller)),
    list(caller) {
      const may = PRODUCTION_MODES.some(
        (mode) => mayProduce(policy(), caller, mode) || maySealProduction(policy(), caller, mode),
      )
      if (!may) return notYours('see productions')
      const all = [...ledger.state.all(PRODUCTION).values()] as ProductionRow[]
      return all.filter((row) => maySee(policy(), caller, row)).map((row) => shown(row, caller))
    },
    find(id, caller) {
      const row = findProduction(parts, id, caller)
      return 'code' in row ? row : shown(row, caller)
    },
    records(id, caller, { after, limit }) {
      const row = findProduction(parts, id, caller)
      if ('code' in row) return row
      const lines = visibleScope(parts, row, caller)
      const from = after === undefined ? 0 : lines.findIndex(({ exchange }) => exchange === after) + 1
      const page = lines.slice(from, from + limit)
      return {
        records: page.map((line) => ({
          exchange: line.exchange,
          outcome: outcomeOf(standingOf(ledger.state, row, line), row.mode),
        })),
        next: from + limit < lines.length ? page.at(-1)!.exchange : null,
      }
    },
    holding(exchange, caller) {
      const rows = ([...ledger.state.all(PRODUCTION).values()] as ProductionRow[]).filter(
        (row) => row.instance === parts.instance && row.status !== 'cancelled' && maySee(policy(), caller, row),
      )
      return rows.flatMap((row) => {
        const line = visibleScope(parts, row, caller).find((one) => one.exchange === exchange)
        if (line === undefined) return []
        return [{ production: shown(row, caller), outcome: outcomeOf(standingOf(ledger.state, row, line), row.mode) }]
      })
    },
    beside(id, exchange, caller) {
      const row = findProduction(parts, id, caller)
      if ('code' in row) return row
      const lines = visibleScope(parts, row, caller)
      const at = lines.findIndex((line) => line.exchange === exchange)
      return at < 0
        ? { before: null, after: null }
        : { before: lines[at - 1]?.exchange ?? null, after: lines[at + 1]?.exchange ?? null }
    },
    async record(id, exchange, caller) {
      const found = await reviewRecord(parts, id, exchange, caller)
      return 'code' in found ? found : found.record
    },
    decide: (...asked) => inTurn(asked[0], () => decideRecord(parts, ...asked)),
    addPattern: (...asked) => inTurn(asked[0], () => addPattern(parts, ...asked, stopping.signal)),
    decidePattern: (...asked) => inTurn(asked[0], () => decidePattern(parts, ...asked)),
    undecided: (...asked) => undecidedOf(parts, ...asked, stopping.signal),
    build: (id, caller) => inTurn(id, () => showing(builds.begin(id, caller), caller)),
    cancel: (id, caller) => inTurn(id, () => showing(builds.cancel(id, caller), caller)),
    seal: (id, manifest, caller) =>
      inTurn(id, () => showing(sealProduction(parts, id, manifest, caller, stopping.signal), caller)),
    deliver: (...asked) => deliver(parts, ...asked),
    downloads: (id, caller) => downloadsOf(parts, id, caller),
    may: (caller, mode) => ({
      make: mayProduce(policy(), caller, mode),
      seal: maySealProduction(policy(), caller, mode),
    }),
    builds,
    dropDestroyed: () => dropDestroyed(parts),
    async stop() {
      stopping.abort()
      await builds.stop()
    },
  }
}
