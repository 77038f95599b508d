import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Clock, EntryId, IdSource } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { searchReach } from '../../policy/record-access.ts'
import type { Ledger } from '../../records/ledger.ts'
import { recentlyClosed } from '../../records/recently-closed.ts'
import { SearchQueryError } from '../../records/search/query-error.ts'
import { holdsExchange, MANIFEST, nameFile, openFile, rowsWritten, TABLES, writeManifest } from './export-files.ts'
import { type ExportOrder, SEARCH_EXPORT, type SearchExportRow } from './export-row.ts'
import { runExport } from './run-export.ts'

export interface SearchExportParts {
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
  /** Where files are kept: each export in a folder of its own. */
  readonly folder: string
  readonly instance: string
  /** Whether a disposition has destroyed something since an instant (RFC 3339). */
  readonly destroyedSince: (instant: string) => boolean
  readonly fault: (what: string, error: unknown) => void
  readonly chunkRows?: number
}

/** What is exported, up to which index, and what the incidents of its search speak of for its asker. */
export interface BegunExport extends ExportOrder {
  readonly upTo: number
  readonly incidents?: Readonly<Record<string, readonly string[]>>
}

/** Exports of searches: jobs that outlive the page and the process, of what their asker may search, without content. */
export interface SearchExports {
  /** Begins an export of what a query found up to an index; the search itself has been written down before. */
  begin(order: BegunExport, caller: Principal): Promise<SearchExportRow | Refusal>
  /** One's own, newest first. */
  list(caller: Principal): readonly SearchExportRow[]
  find(id: string, caller: Principal): SearchExportRow | Refusal
  /** One's own whose files are here and have a row of this exchange; `indexes`: where its entries stand in the log. */
  holding(exchange: string, indexes: readonly number[], caller: Principal): Promise<readonly SearchExportRow[]>
  /** What was asked for. */
  order(row: SearchExportRow): Promise<ExportOrder>
  cancel(id: string, caller: Principal): Promise<SearchExportRow | Refusal>
  /** Rows that are written; null where none are being written here. */
  progress(id: string): number | null
  deliver(
    id: string,
    name: string,
    caller: Principal,
  ): Promise<{ readonly content: Readable; readonly bytes: number; readonly name: string } | Refusal>
  /** Goes on with what an end of this gateway interrupted. */
  resume(): void
  /** Takes files away that are old, or hold rows of what was destroyed since. */
  dropOld(): Promise<void>
  /** Resolves once none runs. */
  idle(): Promise<void>
  /** Leaves off; what was begun goes on at the next start. */
  stop(): Promise<void>
}

const CHUNK_ROWS = 5_000
/** How long files are kept. */
export const KEPT_MS = 7 * 86_400_000
/** A search whose page waits for it may take so long, milliseconds, and so may the export of it. */
const PATIENCE_MS = 60_000
/** Exports of one person that run at once. */
const RUNNING_MAX = 3

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

export function createSearchExports(parts: SearchExportParts): SearchExports {
  const { store, ledger, policy, clock, ids, instance } = parts
  const running = new Map<
    string,
    { readonly stop: AbortController; rows: number; hasBegun: boolean; done: Promise<void> }
  >()
  let isStopping = false
  /** One after the other: the index answers one question at a time. */
  let last: Promise<unknown> = Promise.resolve()
  const now = (): string => new Date(clock.now()).toISOString()
  const folderOf = (id: string): string => join(parts.folder, id)
  const all = (): SearchExportRow[] => [...ledger.state.all(SEARCH_EXPORT).values()] as SearchExportRow[]

  async function begin(
    { upTo, incidents = {}, ...order }: BegunExport,
    caller: Principal,
  ): Promise<SearchExportRow | Refusal> {
    const reach = searchReach(policy(), caller)
    if (reach === null) return notYours()
    const own = all().filter(({ by, status }) => by === caller.key && status === 'running')
    if (own.length >= RUNNING_MAX)
      return refusal('conflict', {
        rule: 'export',
        message: `${RUNNING_MAX} exports of yours are under way.`,
        next: 'Wait for one of them, or cancel it.',
      })
    const id = ids.entryId()
    try {
      const except = await recentlyClosed(store, ledger.state, clock.now(), reach.without)
      const patience = PATIENCE_MS
      const asked = { ...reach, query: order.query, incidents, except, limit: 1, cursor: String(upTo), patience }
      const { total, newer, upTo: indexed, hits } = await store.search(asked)
      // Hits that the page’s index hadn’t seen are in none of its rows.
      const found = Math.max(0, (total ?? 0) - (newer ?? 0))
      const row: SearchExportRow = {
        id,
        agency: caller.agency,
        by: caller.key,
        status: 'running',
        reach,
        ...(Object.keys(incidents).length > 0 && { incidents }),
        upTo: Math.min(upTo, indexed),
        found: hits.length === 0 ? 0 : found,
        startedAt: now(),
        finishedAt: null,
        instance,
        rows: null,
        files: [],
        fault: null,
      }
      await ledger.write({
        id,
        type: 'export',
        agency: row.agency,
        actor: caller,
        meta: { action: 'search-export', export: id, up_to: row.upTo, found: row.found },
        body: order,
        state: [{ kind: SEARCH_EXPORT, key: id, value: row }],
      })
      start(row)
      return row
    } catch (error) {
      if (!(error instanceof SearchQueryError)) throw error
      return refusal('malformed_body', {
        clause: 'MS-24',
        rule: 'search-query',
        message: `${error.message}.`,
        next: error.next,
      })
    }
  }

  function start(row: SearchExportRow): void {
    const job = {
      stop: new AbortController(),
      rows: rowsWritten(folderOf(row.id)),
      hasBegun: false,
      done: Promise.resolve(),
    }
    running.set(row.id, job)
    job.done = last
      .then(() => {
        job.hasBegun = true
        return run(row, job.stop.signal, (rows) => {
          job.rows = rows
        })
      })
      .catch((error: unknown) => parts.fault('export', error))
      .finally(() => running.delete(row.id))
    last = job.done
  }

  async function run(row: SearchExportRow, signal: AbortSignal, onRows: (rows: number) => void): Promise<void> {
    const folder = folderOf(row.id)
    try {
      signal.throwIfAborted()
      const order = await orderOf(row)
      const mark = { export: row.id, exported_by: row.by, exported_for: order.purpose ?? '' }
      const except = () => recentlyClosed(store, ledger.state, clock.now(), row.reach.without)
      const { chunkRows = CHUNK_ROWS } = parts
      const rows = await runExport({ store, folder, row, query: order.query, mark, except, chunkRows }, signal, onRows)
      const tables = await Promise.all(TABLES.map((name) => nameFile(folder, name)))
      await writeManifest(folder, manifestOf(row, order, rows, tables))
      const files = [...tables, await nameFile(folder, MANIFEST)]
      await save({ ...row, status: 'done', rows, files, finishedAt: now() }, 'search-export-built', null)
    } catch (error) {
      // Cancelling has written its own entry; what a stop leaves is gone on with.
      if (signal.aborted || isStopping) return
      if (!(error instanceof SearchQueryError)) parts.fault('export', error)
      const fault =
        error instanceof SearchQueryError
          ? `${error.message}. ${error.next}`
          : 'a fault of the gateway, which its own log tells of'
      await save({ ...row, status: 'failed', fault, finishedAt: now() }, 'search-export-failed', null)
    }
  }

  function manifestOf(row: SearchExportRow, order: ExportOrder, rows: number, files: SearchExportRow['files']): object {
    return {
      statehouse_export: 1,
      export: row.id,
      agency: row.agency,
      exported_by: row.by,
      ...order,
      agencies: row.reach.agencies,
      frozen_at_entry: row.upTo,
      found: row.found,
      rows,
      content: 'left out: what was asked and answered is not part of an export of a search',
      time_zone: policy().profile.timezone,
      times: 'UTC, RFC 3339',
      policy: policy().version,
      tool: { name: 'statehouse', version },
      ordered: row.startedAt,
      files,
    }
  }

  async function save(row: SearchExportRow, action: string, actor: Principal | null): Promise<void> {
    const { rows, fault, files } = row
    await ledger.write({
      type: 'export',
      agency: row.agency,
      actor,
      meta: { action, export: row.id, ...(rows === null ? {} : { rows, files }), ...(fault === null ? {} : { fault }) },
      state: [{ kind: SEARCH_EXPORT, key: row.id, value: row }],
    })
  }

  async function orderOf({ id }: SearchExportRow): Promise<ExportOrder> {
    const bytes = (await store.byId(id as EntryId))?.parts['body']
    if (bytes == null) throw new Error('the order of an export has lost its body')
    return readJson(bytes.toString()) as ExportOrder
  }

  function find(id: string, caller: Principal): SearchExportRow | Refusal {
    const row = ledger.state.get(SEARCH_EXPORT, id) as SearchExportRow | undefined
    return row !== undefined && row.by === caller.key ? row : unknown()
  }

  return {
    begin,
    list: (caller) =>
      all()
        .filter(({ by }) => by === caller.key)
        .toSorted((a, b) => (a.id < b.id ? 1 : -1)),
    find,
    async holding(exchange, indexes, caller) {
      const own = all().filter(
        ({ by, status, instance: at }) => by === caller.key && status === 'done' && at === instance,
      )
      const found: SearchExportRow[] = []
      for (const row of own) if (await holdsExchange(folderOf(row.id), exchange, indexes)) found.push(row)
      return found.toSorted((a, b) => (a.id < b.id ? 1 : -1))
    },
    order: orderOf,
    async cancel(id, caller) {
      const asked = find(id, caller)
      if ('code' in asked) return asked
      const job = running.get(id)
      job?.stop.abort()
      // One that waits for its turn has nothing under way.
      if (job?.hasBegun) await job.done
      const row = find(id, caller)
      if ('code' in row) return row
      if (row.status !== 'running')
        return refusal('conflict', { rule: 'export', message: 'It isn’t under way.', next: 'Look at it again.' })
      const cancelled: SearchExportRow = { ...row, status: 'cancelled', finishedAt: now() }
      await save(cancelled, 'search-export-cancelled', caller)
      if (row.instance === instance) await rm(folderOf(id), { recursive: true, force: true })
      return cancelled
    },
    progress: (id) => running.get(id)?.rows ?? null,
    async deliver(id, name, caller) {
      const row = find(id, caller)
      if ('code' in row) return row
      if (row.status !== 'done') return notThere('It isn’t done.')
      if (row.instance !== instance) return notThere(`Its files are on gateway ${row.instance}.`)
      // Whoever reaches less now than then gets none of what they no longer reach.
      if (JSON.stringify(searchReach(policy(), caller)) !== JSON.stringify(row.reach)) return notYours()
      const file = await openFile(folderOf(id), name)
      if (file === null) return notThere('Its files were taken away.')
      await ledger.write({
        type: 'access',
        agency: caller.agency,
        actor: caller,
        meta: { action: 'download-export', export: id, file: name },
      })
      return { ...file, name: `export-${id}-${name}` }
    },
    resume() {
      for (const row of all()) if (row.status === 'running' && row.instance === instance) start(row)
    },
    async dropOld() {
      for (const row of all()) {
        if (row.status !== 'done' || row.instance !== instance || row.finishedAt === null) continue
        const isOld = Date.parse(row.finishedAt) + KEPT_MS <= clock.now()
        if (!isOld && !parts.destroyedSince(row.startedAt)) continue
        await rm(folderOf(row.id), { recursive: true, force: true })
        await save({ ...row, status: 'gone', files: [] }, 'search-export-gone', null)
      }
    },
    idle: async () => void (await Promise.all([...running.values()].map(({ done }) => done))),
    async stop() {
      isStopping = true
      for (const { stop } of running.values()) stop.abort()
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}

function unknown(): Refusal {
  return refusal('route_not_governed', {
    clause: 'MS-10',
    rule: 'export',
    message: 'You have no such export.',
    next: 'Check the id.',
  })
}

function notThere(message: string): Refusal {
  return refusal('conflict', { rule: 'export', message, next: 'Export the search again.' })
}

function notYours(): Refusal {
  return refusal('audience_not_granted', {
    clause: 'MO-04',
    rule: 'access.yaml',
    message: 'What you may search doesn’t include this export.',
    next: 'Export the search again, or ask a records officer.',
  })
}
