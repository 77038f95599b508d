import { mkdir } from 'node:fs/promises'
import type { ExchangeId } from '../../core/ids.ts'
import { StoreUnavailable } from '../../core/ports.ts'
import type { EntryDraft, Position } from '../../core/record.ts'
import { askDestruction } from '../commit/ask-destruction.ts'
import { frameEntry, frameSegment } from '../commit/batch-frame.ts'
import { openGroupCommit } from '../commit/group-commit.ts'
import { interruptedDraft } from '../commit/interrupted.ts'
import { startWriter } from '../commit/writer-link.ts'
import type { GatewayStore } from '../gateway-store.ts'
import { scanOriginals } from '../sqlite/originals-scan.ts'
import { openSearch } from '../sqlite/search-link.ts'
import { takeWriterLock } from '../sqlite/writer-lock.ts'
import type { StoreOptions } from '../store-options.ts'
import { openReaders } from './connect.ts'
import { createOrphans, type OpenPrompt } from './orphans.ts'
import { createRecordReader } from './record-reader.ts'
import { createStateFeed } from './state-feed.ts'
import { openUsedProofs } from './used-proofs.ts'
import type { WriterSettings } from './writer-settings.ts'

export interface PostgresRecordStoreOptions extends StoreOptions {
  /** `postgres://…`; holds a password, and is shown nowhere. */
  readonly databaseUrl: string
  /** A name that no other running gateway of this log has. */
  readonly instance: string
  /** How long a gateway must be gone before another one ends what it had open, milliseconds. */
  readonly peerGraceMs?: number
}

const COMMIT_SLOW_MS = 2_000
/** Whoever must know what other gateways were told waits no longer for it, milliseconds: then nobody knows. */
const HEARD_MS = 2_000
const PEER_GRACE_MS = 20_000
const WORKER_URL = new URL('./store-worker.ts', import.meta.url)
const OWN = { agency: 'gateway', series: 'gateway', policy: 'none' }

/** Connections for reading, and how long one look may take, milliseconds. */
const READERS = 4
const READ_MS = 5_000

/** Opens the store of many gateways. Throws `InstanceTaken` when another running gateway has this name. */
export async function openPostgresRecordStore(options: PostgresRecordStoreOptions): Promise<GatewayStore> {
  const { databaseUrl, folder, clock, ids, recordKey, onFault, own = OWN } = options
  const { peerGraceMs = PEER_GRACE_MS } = options
  if (options.origin !== options.signingKey.name) throw new Error('the origin of a log is the name of its signing key')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = takeWriterLock(folder)
  try {
    const { origin, instance, signingKey } = options
    const settings: WriterSettings = { databaseUrl, origin, instance, recordKey, signingKey }
    const url = options.workerUrl ?? WORKER_URL
    let openedAt: number | null = null
    const group = await openGroupCommit({
      clock,
      commitSlowMs: options.commitSlowMs ?? COMMIT_SLOW_MS,
      start: async (onLost) => {
        const link = await startWriter(url, settings, onLost)
        openedAt ??= link.ready.size
        return link
      },
      clockEntry: (jumpMs) => ({ ...own, id: ids.entryId(), type: 'clock', meta: { jump_ms: jumpMs }, parts: [] }),
      onOutage: options.onOutage,
      onFault,
      onCommitted: () => search.nudge(),
    })
    const db = openReaders(databaseUrl, READERS, READ_MS)
    const reader = createRecordReader(db, recordKey)
    const usedProofs = await openUsedProofs(db, () => clock.now())
    const search = openSearch({ folder, recordKey, databaseUrl }, onFault)
    const feed = createStateFeed(databaseUrl, db, onFault)
    const orphans = createOrphans(db, instance, peerGraceMs)

    function append(draft: EntryDraft, onLate?: (position: Position) => void, folds = false): Promise<Position> {
      // A new exchange rests on what the log says now of whoever began it.
      if (draft.type === 'prompt' && feed.inDoubt()) return Promise.reject(new StoreUnavailable('lost'))
      try {
        return group.submit(frameEntry(draft, folds), onLate)
      } catch (error) {
        return Promise.reject(error as Error)
      }
    }

    async function interrupt(prompts: readonly OpenPrompt[]): Promise<ExchangeId[]> {
      await Promise.all(prompts.map((prompt) => append(interruptedDraft(prompt, ids, clock.now()), undefined, true)))
      return prompts.map((prompt) => prompt.ref as ExchangeId)
    }

    let adopting: Promise<unknown> | null = null
    const adoption = setInterval(() => {
      if (!group.health().writable) return
      adopting ??= orphans
        .ofPeers()
        .then(interrupt)
        .catch((error: unknown) => onFault?.(error))
        .finally(() => {
          adopting = null
        })
    }, peerGraceMs / 2).unref()

    let closing: Promise<void> | undefined
    async function close(): Promise<void> {
      clearInterval(adoption)
      usedProofs.close()
      await group.close()
      await search.close()
      await feed.close()
      await adopting
      await db.end()
      lock.release()
    }

    return {
      append: (draft, onLate) => append(draft, onLate),
      async spool(segment) {
        await group.submit(frameSegment(segment))
      },
      size: () => reader.size(),
      entry: (index) => reader.entry(index),
      byId: (id) => reader.byId(id),
      saltedById: (id) => reader.saltedById(id),
      exchange: (ref) => reader.exchange(ref),
      examine: (ref) => reader.examine(ref),
      examineMetas: (indexes) => reader.examineMetas(indexes),
      accessEntries: (before, limit) => reader.accessEntries(before, limit),
      state: (kind, prefix) => reader.state(kind, prefix),
      stateOf: (kind, key) => reader.stateOf(kind, key),
      search: async ({ signal, patience, ...query }) => search.query(query, await reader.size(), { signal, patience }),
      searchEverywhere: async ({ signal, patience, ...query }) =>
        search.query({ ...query, agencies: null }, await reader.size(), { signal, patience }),
      purgeSearch: (indexes) => search.purge(indexes),
      scanOriginals: (asked, signal, onProgress) =>
        scanOriginals({ folder, recordKey, databaseUrl, ...asked }, signal, onProgress),
      destroy: (order) => askDestruction(group, order),
      async checkpoint() {
        if (!group.health().writable) {
          const newest = await reader.checkpoint()
          if (newest !== null) return newest
        }
        const reply = await group.link().ask({ kind: 'checkpoint', id: group.nextId(), nowMs: clock.now() })
        if (reply.kind === 'checkpoint') return reply.note
        throw new StoreUnavailable(reply.kind === 'failed' ? reply.reason : 'fault')
      },
      tile: (level, index, width) => reader.tile(level, index, width),
      entryBundle: (index, width) => reader.entryBundle(index, width),
      async recoverInterrupted({ open }) {
        return await interrupt((await orphans.own()).filter(({ ref }) => !open.has(ref as ExchangeId)))
      },
      follow: (changed) => feed.follow(openedAt ?? 0, changed),
      async heard() {
        const { promise: late, reject } = Promise.withResolvers<never>()
        const patience = setTimeout(() => reject(new Error('the database is silent')), HEARD_MS)
        try {
          await Promise.race([feed.heard(), late])
        } catch (cause) {
          throw new StoreUnavailable('lost', { cause })
        } finally {
          clearTimeout(patience)
        }
      },
      usedProofs,
      health() {
        const health = group.health()
        // Others write as well.
        const size = Math.max(health.size, feed.size())
        const doubt = health.writable && feed.inDoubt() ? { writable: false, reason: 'lost' } : {}
        return { ...health, ...doubt, size, indexLag: search.lag(size), indexAltered: search.altered() }
      },
      close: () => (closing ??= close()),
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
