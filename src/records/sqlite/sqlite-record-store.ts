import { mkdir } from 'node:fs/promises'
import type { ExchangeId } from '../../core/ids.ts'
import { StateMoved, StoreUnavailable } from '../../core/ports.ts'
import type { EntryDraft, PlacedChange, Position } from '../../core/record.ts'
import { askDestruction } from '../commit/ask-destruction.ts'
import { frameEntry, frameSegment } from '../commit/batch-frame.ts'
import { openGroupCommit } from '../commit/group-commit.ts'
import { interruptedDraft } from '../commit/interrupted.ts'
import { startWriter } from '../commit/writer-link.ts'
import type { GatewayStore } from '../gateway-store.ts'
import type { StoreOptions } from '../store-options.ts'
import { openToRead } from './open-database.ts'
import { scanOriginals } from './originals-scan.ts'
import { createRecordReader } from './record-reader.ts'
import { openSearch } from './search-link.ts'
import { takeWriterLock } from './writer-lock.ts'
import type { WriterSettings } from './writer-settings.ts'

const COMMIT_SLOW_MS = 2_000
const WORKER_URL = new URL('./store-worker.ts', import.meta.url)
const OWN = { agency: 'gateway', series: 'gateway', policy: 'none' }

/** Opens the embedded store. Throws `WriterLocked` when another process writes this folder. */
export async function openSqliteRecordStore(options: StoreOptions): Promise<GatewayStore> {
  const { folder, clock, ids, recordKey, onFault, own = OWN } = options
  if (options.origin !== options.signingKey.name) throw new Error('the origin of a log is the name of its signing key')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = takeWriterLock(folder)
  try {
    const { origin, instance, signingKey } = options
    const settings: WriterSettings = { folder, origin, instance, recordKey, signingKey }
    const url = options.workerUrl ?? WORKER_URL
    const group = await openGroupCommit({
      clock,
      commitSlowMs: options.commitSlowMs ?? COMMIT_SLOW_MS,
      start: (onLost) => startWriter(url, settings, onLost),
      clockEntry: (jumpMs) => ({ ...own, id: ids.entryId(), type: 'clock', meta: { jump_ms: jumpMs }, parts: [] }),
      onOutage: options.onOutage,
      onFault,
      onCommitted: () => search.nudge(),
    })
    const db = openToRead(folder)
    const reader = createRecordReader(db, recordKey)
    const search = openSearch({ folder, recordKey }, onFault)

    /** Rows that aren't what an act took them for: an entry that was given up as slow became durable all the same. */
    let tell: ((changes: readonly PlacedChange[]) => void) | null = null

    function append(draft: EntryDraft, onLate?: (position: Position) => void, folds = false): Promise<Position> {
      try {
        const written = group.submit(frameEntry(draft, folds), onLate)
        return draft.basis === undefined ? written : written.catch(moved)
      } catch (error) {
        return Promise.reject(error as Error)
      }
    }

    function moved(error: unknown): never {
      if (error instanceof StateMoved) tell?.(error.rows)
      throw error
    }

    let closing: Promise<void> | undefined
    async function close(): Promise<void> {
      await group.close()
      await search.close()
      db.close()
      lock.release()
    }

    return {
      append: (draft, onLate) => append(draft, onLate),
      async spool(segment) {
        await group.submit(frameSegment(segment))
      },
      size: async () => reader.size(),
      entry: async (index) => reader.entry(index),
      byId: async (id) => reader.byId(id),
      saltedById: async (id) => reader.saltedById(id),
      exchange: async (ref) => reader.exchange(ref),
      examine: async (ref) => reader.examine(ref),
      examineMetas: async (indexes) => reader.examineMetas(indexes),
      accessEntries: async (before, limit) => reader.accessEntries(before, limit),
      async *state(kind, prefix) {
        yield* reader.state(kind, prefix)
      },
      stateOf: async (kind, key) => reader.stateOf(kind, key),
      search: ({ signal, patience, ...query }) => search.query(query, reader.size(), { signal, patience }),
      searchEverywhere: ({ signal, patience, ...query }) =>
        search.query({ ...query, agencies: null }, reader.size(), { signal, patience }),
      purgeSearch: (indexes) => search.purge(indexes),
      scanOriginals: (asked, signal, onProgress) => scanOriginals({ folder, recordKey, ...asked }, signal, onProgress),
      destroy: (order) => askDestruction(group, order),
      async checkpoint() {
        const newest = reader.checkpoint()
        if (!group.health().writable && newest !== null) return newest
        const reply = await group.link().ask({ kind: 'checkpoint', id: group.nextId(), nowMs: clock.now() })
        if (reply.kind === 'checkpoint') return reply.note
        throw new StoreUnavailable(reply.kind === 'failed' ? reply.reason : 'fault')
      },
      tile: async (level, index, width) => reader.tile(level, index, width),
      entryBundle: async (index, width) => reader.entryBundle(index, width),
      async recoverInterrupted({ open }) {
        const orphans = reader.openPrompts().filter((prompt) => !open.has(prompt.ref as ExchangeId))
        await Promise.all(orphans.map((prompt) => append(interruptedDraft(prompt, ids, clock.now()), undefined, true)))
        return orphans.map((prompt) => prompt.ref as ExchangeId)
      },
      health() {
        const health = group.health()
        return { ...health, indexLag: search.lag(health.size), indexAltered: search.altered() }
      },
      // Nobody else writes this log.
      follow(changed) {
        tell = changed
      },
      heard: () => Promise.resolve(),
      usedProofs: null,
      close: () => (closing ??= close()),
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

export type { Outage } from '../commit/availability.ts'
export { TreeMoved } from '../commit/tree.ts'
