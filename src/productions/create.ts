import { mkdir } from 'node:fs/promises'
import { parseCheckpointText } from '../core/checkpoint.ts'
import type { Principal } from '../core/principal.ts'
import {
  RECORDS_REQUEST,
  REQUEST_SCOPE,
  type RecordsRequestFacts,
  type RequestScopeRow,
} from '../core/records-request.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { parseSignedNote } from '../core/signed-note.ts'
import { mayProduce, type ProductionMode } from '../policy/record-access.ts'
import { writeOr } from '../records/ledger.ts'
import { runTask } from './build/run-task.ts'
import { folderOf, notYours, type ProductionParts, productionRefused, termsFor } from './production-parts.ts'
import { PRODUCTION, PRODUCTION_NUMBER, type ProductionRow } from './production-row.ts'
import { joinRanges } from './scope.ts'
import { keepPlan } from './search-plan.ts'

export interface ProductionOrder {
  readonly request: string
  readonly mode: ProductionMode
  readonly reason: string
  readonly batesPrefix?: string
  readonly csvBom?: boolean
  /**
   * Whether what was searched for goes out with what was found. Left out: in a legal process only, as a plan may name whom the
   * records don't.
   */
  readonly withPlan?: boolean
}

const BATES_DIGITS = 6

/** Freezes a request's scope as a production: what the plan finds later is another one's. */
export async function createProduction(
  parts: ProductionParts,
  order: ProductionOrder,
  caller: Principal,
  signal: AbortSignal,
): Promise<ProductionRow | Refusal> {
  const { store, ledger, policy, clock, ids } = parts
  if (!mayProduce(policy(), caller, order.mode)) return notYours(`make a production for ${order.mode}`)
  const request = ledger.state.get(RECORDS_REQUEST, order.request) as RecordsRequestFacts | undefined
  if (request === undefined || request.agency !== caller.agency)
    return productionRefused('request', 'There is no such request for you.', 'Check the request’s id.')
  if (request.status !== 'open' && request.status !== 'paused')
    return productionRefused('request', `The request is ${request.status}.`, 'Only an open request is answered.')
  if (request.frozenAt === null)
    return productionRefused('request', 'The request’s search plan has not been run.', 'Run its plan first.')
  const scopes = [...ledger.state.all(REQUEST_SCOPE).values()] as RequestScopeRow[]
  const ranges = joinRanges(scopes.flatMap((scope) => (scope.request === request.id ? scope.ranges : [])))
  const checkpoint = await store.checkpoint()
  const covered = parseCheckpointText(parseSignedNote(checkpoint).text).size
  if (covered < request.frozenAt)
    return productionRefused('request', 'No signed checkpoint covers the scope yet.', 'Try again in a moment.')
  const id = ids.entryId()
  const folder = folderOf(parts, id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const task = { kind: 'prepare', agency: caller.agency, ranges, end: request.frozenAt } as const
  const { exchanges, walled } = await runTask(
    { place: parts.place, folder, terms: termsFor(parts, ranges), task },
    signal,
  )
  const asked = ledger.state.get(RECORDS_REQUEST, request.id) as RecordsRequestFacts
  // A run that ended meanwhile froze another scope, and what is closed needs none.
  if (asked.status !== request.status || asked.frozenAt !== request.frozenAt) return changed()
  const withPlan = order.withPlan ?? order.mode === 'legal-process'
  const search = await keepPlan(store, folder, request.search ?? null, withPlan)
  const all = [...ledger.state.all(PRODUCTION).values()] as ProductionRow[]
  const row = {
    id,
    agency: caller.agency,
    request: request.id,
    requestNumber: request.number,
    mode: order.mode,
    status: 'open' as const,
    reason: order.reason,
    frozenAt: request.frozenAt,
    search,
    ranges,
    exchanges,
    walled,
    checkpoint,
    batesPrefix: order.batesPrefix ?? request.number.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 30),
    batesDigits: BATES_DIGITS,
    csvBom: order.csvBom ?? true,
    createdBy: caller.key,
    createdAt: new Date(clock.now()).toISOString(),
    instance: parts.instance,
    builtBy: null,
    builtAt: null,
    batesFirst: null,
    build: null,
    fault: null,
    sealedBy: null,
    sealedAt: null,
  }
  for (let number = all.filter((one) => one.request === request.id).length + 1; ; number++) {
    const made: ProductionRow = { ...row, number }
    const claim = { kind: PRODUCTION_NUMBER, key: `${request.id} ${number}` }
    const written = await writeOr(
      ledger,
      {
        type: 'admin',
        agency: row.agency,
        actor: caller,
        meta: { action: 'production-made', production: id, request: row.request, mode: row.mode, reason: row.reason },
        state: [
          { kind: PRODUCTION, key: id, value: made },
          { ...claim, value: id },
        ],
        basis: [
          { ...claim, value: null },
          { kind: RECORDS_REQUEST, key: request.id, value: asked },
        ],
      },
      ({ rows }) => (rows.some(({ kind }) => kind === RECORDS_REQUEST) ? changed() : null),
    )
    // A number that another gateway has just given leaves the next one.
    if (written !== null) return 'code' in written ? written : made
  }
}

function changed(): Refusal {
  return productionRefused('stale', 'The request was changed at the same moment.', 'Look at it, and try again.')
}
