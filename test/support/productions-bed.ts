import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { ByteEdit } from '#src/core/edits.ts'
import type { Clock, ExchangeId } from '#src/core/ids.ts'
import type { Principal } from '#src/core/principal.ts'
import type { EntryDraft, PartDraft } from '#src/core/record.ts'
import { CODING, type Coding, type CodingRow, RECORDS_REQUEST, REQUEST_SCOPE } from '#src/core/records-request.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import type { ProductionMode } from '#src/policy/record-access.ts'
import type { Authority } from '#src/productions/build/terms.ts'
import type { ProductionParts } from '#src/productions/production-parts.ts'
import { PRODUCTION_STATE } from '#src/productions/production-row.ts'
import { createProductions, type Productions, type ShownProduction } from '#src/productions/productions.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import type { KeyRing } from '#src/records/key-ring.ts'
import { createLedger, type Ledger } from '#src/records/ledger.ts'
import { RECORD_STATE } from '#src/records/record-state.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { loadDemoPolicy } from './policies.ts'
import { openGateway } from './postgres-store.ts'
import { unpackPackage } from './production-package.ts'
import { draft, dropFolder, ids, makeFolder, openStore, recordKey } from './record-store.ts'
import { AGENCY, counsel, officer, person, secondCounsel, secondOfficer } from './retention-bed.ts'

export { AGENCY, counsel, officer, person, secondCounsel, secondOfficer }

export const REQUEST = 'request-1'
export const SSN_LAW = 'mo-610.035'
export const COUNSEL_LAW = 'mo-610.021-1'
export const OTHER_LAW = 'mo-610.021-14'

export interface Said {
  readonly prompt?: string
  readonly response?: string
  readonly subject?: string
  readonly unit?: string
  readonly purpose?: string
  readonly agency?: string
  /** Values that were removed from the prompt, by their placeholder without brackets. */
  readonly removed?: Readonly<Record<string, string>>
}

export interface ProductionsBed {
  readonly folder: string
  readonly store: GatewayStore
  readonly ledger: Ledger
  readonly productions: Productions
  readonly policy: PolicySet
  readonly authorities: Authority[]
  /** An exchange as a chat client makes it. */
  record(said?: Said): Promise<ExchangeId>
  records(count: number, said: (at: number) => Said): Promise<ExchangeId[]>
  /** The request with all of the log as its scope, found by a plan; resolves with the plan's entry. */
  request(id?: string, plan?: object): Promise<string | null>
  code(refs: readonly string[], coding: Coding, more?: Partial<CodingRow>): Promise<void>
  make(mode?: ProductionMode, caller?: Principal): Promise<string>
  /** Built; rejects with the fault where it failed. */
  build(id: string, caller?: Principal): Promise<ShownProduction['row']>
  seal(id: string, caller?: Principal): Promise<ShownProduction['row']>
  /** The package's files, by path, and the folder they were unpacked into. */
  unpack(id: string): Promise<{ readonly folder: string; readonly files: ReadonlyMap<string, Buffer> }>
  restart(): Promise<void>
  close(): Promise<void>
}

let shipped: PolicySet | null = null

/** Productions over a real embedded store and the Missouri profile; requests and codings are written as rows. */
export async function openProductionsBed(
  options: {
    readonly chunkSize?: number
    readonly folder?: string
    readonly ring?: KeyRing
    readonly databaseUrl?: string
  } = {},
): Promise<ProductionsBed> {
  const folder = options.folder ?? makeFolder()
  const clock: Clock = { now: () => Date.parse('2026-11-23T03:00:00Z') }
  shipped ??= loadDemoPolicy('us-mo-modot')
  const policy = shipped
  const authorities: Authority[] = []
  const ring = options.ring ?? recordKey
  const faults: unknown[] = []
  let unpacked = 0
  let parts = await open()

  async function open() {
    const { databaseUrl = null } = options
    const where = { clock, recordKey: ring }
    const store = await (databaseUrl === null ? openStore(folder, where) : openGateway(databaseUrl, folder, where))
    const state = await loadStateCache(store, [...PRODUCTION_STATE, ...RECORD_STATE])
    const ledger = createLedger(store, state, ids, () => ({ version: '1', series: 'general-correspondence' }))
    const given: ProductionParts = {
      store,
      ledger,
      policy: () => policy,
      clock,
      ids,
      place: { folder, recordKey: ring, databaseUrl },
      exports: join(folder, 'exports'),
      instance: 'gw-1',
      authorities: () => authorities,
      fault: (_what, error) => void faults.push(error),
      ...(options.chunkSize === undefined ? {} : { chunkSize: options.chunkSize }),
    }
    return { store, ledger, productions: createProductions(given) }
  }

  const bed: ProductionsBed = {
    folder,
    policy,
    authorities,
    get store() {
      return parts.store
    },
    get ledger() {
      return parts.ledger
    },
    get productions() {
      return parts.productions
    },
    async record(said) {
      const [ref] = await bed.records(1, () => said ?? {})
      return ref!
    },
    async records(count, said) {
      const refs: ExchangeId[] = []
      // A thousand at a time: what waits for a commit is in memory.
      for (let at = 0; at < count; at += 1_000) {
        const writes: Promise<unknown>[] = []
        for (let one = at; one < Math.min(count, at + 1_000); one++) {
          const ref = ids.exchangeId()
          refs.push(ref)
          for (const entry of entriesOf(ref, said(one))) writes.push(parts.store.append(entry))
        }
        await Promise.all(writes)
      }
      return refs
    },
    async request(id = REQUEST, plan) {
      const entry = plan === undefined ? null : ids.entryId()
      if (entry !== null)
        await parts.ledger.write({
          id: entry,
          type: 'admin',
          agency: AGENCY,
          actor: null,
          meta: { action: 'test' },
          body: { plan: plan! },
        })
      const frozenAt = await parts.store.size()
      const search = entry && { run: 'run-1', plan: entry, at: '2026-11-23T01:30:00.000Z', gone: 2 }
      const facts = { id, agency: AGENCY, number: '2026-0001', status: 'open', frozenAt, search }
      await write([
        { kind: RECORDS_REQUEST, key: id, value: facts },
        { kind: REQUEST_SCOPE, key: `${id}#0`, value: { request: id, ranges: [[0, frozenAt - 1]] } },
      ])
      return entry
    },
    async code(refs, coding, more = {}) {
      const rows = refs.map((exchange) => {
        const by = coding === 'privileged' ? counsel.key : officer.key
        const value: CodingRow = {
          request: REQUEST,
          exchange,
          coding,
          exemptions: coding === 'exempt' ? [OTHER_LAW] : coding === 'privileged' ? [COUNSEL_LAW] : [],
          by,
          at: '2026-11-23T02:00:00.000Z',
          ...more,
        }
        return { kind: CODING, key: `${value.request}|${exchange}`, value }
      })
      for (let at = 0; at < rows.length; at += 1_000) await write(rows.slice(at, at + 1_000))
    },
    async make(mode = 'open-records', caller = mode === 'open-records' ? officer : counsel) {
      const made = granted(await parts.productions.create({ request: REQUEST, mode, reason: 'answer' }, caller))
      return made.row.id
    },
    async build(id, caller) {
      const by = caller ?? creatorOf(parts.productions, id)
      granted(await parts.productions.build(id, by))
      await parts.productions.builds.idle()
      const { row } = granted(parts.productions.find(id, by))
      if (row.status !== 'built') throw new Error(row.fault ?? String(faults.at(-1)))
      return row
    },
    async seal(id, caller) {
      const { row } = granted(parts.productions.find(id, counsel))
      const by = caller ?? (row.mode === 'open-records' ? counsel : secondCounsel)
      return granted(await parts.productions.seal(id, row.build!.manifest, by)).row
    },
    async unpack(id) {
      const target = join(folder, 'unpacked', String(unpacked++), id)
      await unpackPackage(join(folder, 'exports', id), target)
      return { folder: target, files: filesIn(target) }
    },
    async restart() {
      await parts.productions.stop()
      await parts.store.close()
      parts = await open()
    },
    async close() {
      await parts.productions.stop()
      await parts.store.close()
      if (options.folder === undefined) dropFolder(folder)
    },
  }
  return bed

  async function write(state: NonNullable<EntryDraft['state']>): Promise<void> {
    await parts.ledger.write({ type: 'admin', agency: AGENCY, actor: null, meta: { action: 'test' }, state })
  }
}

function creatorOf(productions: Productions, id: string): Principal {
  const found = granted(productions.find(id, counsel))
  return [officer, counsel].find(({ key }) => key === found.row.createdBy) ?? officer
}

/** What was asked for; throws with the refusal where it was refused. */
export function granted<T extends object>(outcome: T): Exclude<T, { code: unknown }> {
  if ('code' in outcome) throw new Error(JSON.stringify(outcome))
  return outcome as Exclude<T, { code: unknown }>
}

/** Prompt and response in the form of chat completions; removed values are edits, as the gateway records them. */
export function entriesOf(ref: ExchangeId, said: Said): EntryDraft[] {
  const { prompt = 'Order gravel', response = 'Ordered.', subject = 'jdoe', unit = 'IS', removed = {} } = said
  const { purpose = 'draft-internal', agency = AGENCY } = said
  const principal = { issuer: 'https://idp.test', subject, unit, client: 'chat' }
  const meta = { principal, system: 'sandbox', decision: 'allow', declared: { purpose: { id: purpose }, matter: null } }
  const body = Buffer.from(JSON.stringify({ model: 'm', messages: [{ role: 'user', content: prompt }] }))
  const edits: ByteEdit[] = Object.entries(removed).flatMap(([name, value]) => {
    const found: ByteEdit[] = []
    const shown = Buffer.from(`[${name}]`)
    for (let at = body.indexOf(shown); at >= 0; at = body.indexOf(shown, at + 1))
      found.push({ start: at, end: at + shown.byteLength, text: JSON.stringify(value).slice(1, -1) })
    return found
  })
  edits.sort((a, b) => a.start - b.start)
  const parts: PartDraft[] = [{ name: 'body', key: 'record', bytes: body }]
  if (edits.length > 0) parts.push({ name: 'orig', key: 'sealed', bytes: Buffer.from(JSON.stringify({ edits })) })
  const answer = { id: 'c1', choices: [{ index: 0, message: { role: 'assistant', content: response } }] }
  const answered: PartDraft = { name: 'body', key: 'record', bytes: Buffer.from(JSON.stringify(answer)) }
  const common = { agency, series: 'general-correspondence' }
  return [
    draft('prompt', ref, { ...common, meta, parts }),
    draft('response', ref, { ...common, meta: { outcome: 'complete' }, parts: [answered] }),
  ]
}

export function filesIn(folder: string, root = folder): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (const name of readdirSync(folder).toSorted()) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) for (const [inner, bytes] of filesIn(path, root)) files.set(inner, bytes)
    else files.set(relative(root, path), readFileSync(path))
  }
  return files
}
