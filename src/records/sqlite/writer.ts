import type { WriterReply, WriterRequest } from '../commit/messages.ts'
import { TreeMoved } from '../commit/tree.ts'
import { createRandomPool } from '../random-pool.ts'
import { createSpoolCipher } from '../sealed-spool.ts'
import { assertKeys } from './assert-keys.ts'
import { createBatchWriter } from './commit-batch.ts'
import { createDestroyer } from './destroy-content.ts'
import { failureReason } from './failure-reason.ts'
import { migrate } from './migrate.ts'
import { openToWrite } from './open-database.ts'
import { openTree } from './open-tree.ts'
import { createSignedCheckpoints } from './signed-checkpoints.ts'
import { createSpoolTable } from './spool-table.ts'
import { createWalKeeper } from './wal-keeper.ts'
import type { WriterSettings } from './writer-settings.ts'

/** Everything the writer's thread does. Synchronous, so that a request is finished before the next one begins. */
export interface Writer {
  readonly ready: WriterReply
  handle(request: WriterRequest): WriterReply
  /** Signs a checkpoint when one is due. */
  publish(nowMs: number): void
  /** Moves the write-ahead log into the database when that is worth while. */
  rest(): void
  /** The same under constant load, when it can wait no longer. */
  relieve(): void
}

/** Bytes a probe writes: more than a page cache or a half-full file system block can hide. */
const PROBE_BYTES = 262_144

export function openWriter(settings: WriterSettings): Writer {
  const db = openToWrite(settings.folder)
  migrate(db)
  assertKeys(db, settings)
  const random = createRandomPool()
  const tree = openTree(db)
  const spool = createSpoolTable(db, createSpoolCipher(settings.recordKey, random))
  const batches = createBatchWriter(db, settings, tree, spool, random)
  const checkpoints = createSignedCheckpoints(db, settings.origin, settings.signingKey, tree)
  const wal = createWalKeeper(db)
  const destroy = createDestroyer(db)
  const fillProbe = db.prepare(
    'INSERT INTO probe VALUES (1, zeroblob(?)) ON CONFLICT (one) DO UPDATE SET padding = excluded.padding',
  )
  const emptyProbe = db.prepare('DELETE FROM probe')
  let stopped: TreeMoved | null = null

  function answer(request: WriterRequest): WriterReply {
    const { id } = request
    if (stopped !== null) throw stopped
    switch (request.kind) {
      case 'commit':
        wal.wrote(request.bytes.byteLength)
        return { kind: 'committed', id, result: batches.commit(request) }
      case 'probe':
        // Two commits of their own: a full or read-only disk shows itself here, not in the next record.
        fillProbe.run(PROBE_BYTES)
        emptyProbe.run()
        return { kind: 'done', id }
      case 'checkpoint':
        return { kind: 'checkpoint', id, note: checkpoints.covering(batches.tree(), request.nowMs) }
      case 'destroy': {
        const outcome = destroy(request.order)
        // What was deleted is still in the write-ahead log.
        wal.fold()
        return { kind: 'destroyed', id, outcome }
      }
      case 'close':
        wal.fold()
        db.close()
        return { kind: 'done', id }
    }
  }

  return {
    ready: { kind: 'ready', size: tree.frontier.size, lastTime: tree.lastTime },
    handle(request) {
      try {
        return answer(request)
      } catch (error) {
        if (error instanceof TreeMoved) stopped = error
        const message = error instanceof Error ? error.message : String(error)
        return { kind: 'failed', id: request.id, reason: failureReason(error), message }
      }
    },
    publish(nowMs) {
      if (stopped === null && checkpoints.isDue(batches.tree(), nowMs)) checkpoints.covering(batches.tree(), nowMs)
    },
    rest: () => wal.rest(),
    relieve: () => wal.relieve(),
  }
}
