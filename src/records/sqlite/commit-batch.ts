import type { DatabaseSync } from 'node:sqlite'
import { entryBytes } from '../../core/entry.ts'
import { leafHash } from '../../core/merkle.ts'
import { type PlacedChange, TERMINAL_TYPES } from '../../core/record.ts'
import { movedRows } from '../commit/basis.ts'
import type { CommitRequest, CommitResult, EntryHead, FoldHead, Head } from '../commit/messages.ts'
import type { SealedEntry } from '../commit/seal-entry.ts'
import { parcels, type Sealing, sealOne } from '../commit/seal-heads.ts'
import { frontierBytes, growTree, type Tree, TreeMoved } from '../commit/tree.ts'
import { sealPassage } from '../passages/stored-passage.ts'
import type { RandomPool } from '../random-pool.ts'
import { isDuplicate } from './failure-reason.ts'
import { createOpenExchanges } from './open-exchanges.ts'
import { createPassageWriter } from './passage-table.ts'
import type { SpoolTable } from './spool-table.ts'
import type { WriterSettings } from './writer-settings.ts'

/** Parts of entry `index` have keys from `index * PARTS_MAX`. */
export const PARTS_MAX = 1024

export interface BatchWriter {
  /** One transaction: everything of the batch is durable, or nothing of it is. */
  commit(request: CommitRequest): CommitResult
  tree(): Tree
}

const NOTHING = new Uint8Array()

export function createBatchWriter(
  db: DatabaseSync,
  settings: WriterSettings,
  opened: Tree,
  spool: SpoolTable,
  random: RandomPool,
): BatchWriter {
  const statements = prepareStatements(db)
  const open = createOpenExchanges(db)
  const stored = createPassageWriter(db)
  const sequence = statements.sequence.get(settings.instance) as { iseq: number } | undefined
  let tree = opened
  let iseq = sequence?.iseq ?? 0

  function commit(request: CommitRequest): CommitResult {
    db.exec('BEGIN IMMEDIATE')
    try {
      assertUnmoved()
      const now = new Date(request.nowMs).toISOString()
      const time = later(now, tree.lastTime)
      const batch = writeAll(request, time)
      const grown = growTree(tree, batch.leaves, time)
      for (const tile of grown.tiles) statements.tile.run(tile.level, tile.index, tile.hashes, tile.root)
      if (batch.leaves.length > 0) {
        const { frontier, root } = grown.tree
        statements.tree.run(frontier.size, frontierBytes(grown.tree), root, time, open.from(frontier.size))
        statements.setSequence.run(settings.instance, batch.iseq)
      }
      db.exec('COMMIT')
      tree = batch.leaves.length > 0 ? grown.tree : tree
      iseq = batch.iseq
      return {
        indexes: batch.indexes,
        time,
        existing: batch.existing,
        refused: batch.refused,
        moved: batch.moved,
        size: tree.frontier.size,
      }
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      spool.reload()
      open.reload()
      throw error
    }
  }

  /** In its turn, since the segments that an entry folds may stand before it in the batch. */
  function seal(head: EntryHead, pieces: readonly Uint8Array[]): Sealing {
    if (head.folds !== undefined) return sealFolding(head, head.folds, pieces)
    return sealOne(head, pieces, [], settings.recordKey, random)
  }

  function sealFolding(head: EntryHead, folds: FoldHead, pieces: readonly Uint8Array[]): Sealing {
    try {
      // The last pieces: the index's text may stand between them and the parts.
      const [body = NOTHING, released = body] = pieces.slice(folds.released < 0 ? -1 : -2)
      const { parts, meta: found } = spool.fold(head.ref ?? '', folds.segments, { body, released })
      // What the caller measured is of the whole answer, also where pieces of it are in entries before.
      return sealOne({ ...head, meta: { ...found, ...head.meta } }, pieces, parts, settings.recordKey, random)
    } catch (error) {
      return { refused: error instanceof Error ? error.message : String(error) }
    }
  }

  function writeAll({ bytes, headBytes }: CommitRequest, time: string) {
    const heads = Buffer.from(bytes.buffer, bytes.byteOffset, headBytes).toString()
    const batch = parcels(JSON.parse(heads) as Head[], bytes.subarray(headBytes))
    const indexes = new Float64Array(batch.length).fill(-1)
    const existing: [number, string, boolean][] = []
    const refused: [number, string][] = []
    const moved: [number, readonly PlacedChange[]][] = []
    const leaves: Buffer[] = []
    let index = tree.frontier.size
    let next = iseq
    for (const [i, { head, pieces }] of batch.entries()) {
      if ('spool' in head) {
        spool.add(head, pieces[0]!, pieces[1] ?? null)
        continue
      }
      const rows = head.basis === undefined ? [] : movedSince(head, index)
      if (rows.length > 0) {
        moved.push([i, rows])
        continue
      }
      const sealing = seal(head, pieces)
      const written = 'refused' in sealing ? sealing.refused : writeEntry(sealing.entry, index, next + 1, time)
      if (Buffer.isBuffer(written)) {
        indexes[i] = index++
        next++
        leaves.push(written)
      } else if (typeof written === 'string') {
        refused.push([i, written])
      } else {
        indexes[i] = written.idx
        existing.push([i, written.time, written.id !== head.id])
      }
    }
    return { indexes, existing, refused, moved, leaves, iseq: next }
  }

  /** Rows that an entry rests on and that have changed; none where the same entry stands already. */
  function movedSince({ id, basis = [] }: EntryHead, index: number): readonly PlacedChange[] {
    if (statements.first.get(id, null, 0) !== undefined) return []
    return movedRows(basis, (kind, key) => {
      const row = statements.row.get(kind, key) as { value: string } | undefined
      return { value: row?.value ?? null, index: index - 1 }
    })
  }

  /** The leaf hash; or where the same entry, or the exchange's terminal entry, stands already; or why it can't be written. */
  function writeEntry(sealed: SealedEntry, index: number, instanceSequence: number, time: string) {
    const { head, commitments, rows, passages } = sealed
    let bytes: Buffer
    try {
      bytes = entryBytes({ ...head, instance: settings.instance, instanceSequence, parts: commitments, time })
    } catch (error) {
      return (error as Error).message
    }
    const leaf = leafHash(bytes)
    const isTerminal = TERMINAL_TYPES.has(head.type) && head.ref !== null
    try {
      statements.entry.run(index, head.id, head.type, head.ref, isTerminal ? 1 : 0, time, bytes, leaf)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      const first = statements.first.get(head.id, head.ref, isTerminal ? 1 : 0)
      return first as { idx: number; id: string; time: string }
    }
    let key = index * PARTS_MAX
    for (const { name, kek, seal, ciphertext, feed, shared } of rows)
      statements.part.run(key++, name, kek, seal, ciphertext, feed, shared?.beginning ?? null, shared?.ending ?? null)
    let pos = 0
    for (const passage of passages)
      if (!stored.has(passage.id)) stored.add(index, pos++, sealPassage(passage, settings.recordKey, random))
    for (const change of head.state ?? []) {
      if (change.value === null) statements.unset.run(change.kind, change.key)
      else statements.set.run(change.kind, change.key, JSON.stringify(change.value))
    }
    if (isTerminal) {
      open.delete(head.ref!)
      spool.drop(head.ref!)
    } else if (head.folds?.segments != null && head.ref !== null) {
      spool.dropBelow(head.ref, head.folds.segments)
    } else if (head.type === 'prompt' && head.ref !== null) {
      open.set(head.ref, index)
    }
    return leaf
  }

  function assertUnmoved(): void {
    const row = statements.state.get() as { size: number; root: Uint8Array; epoch: string }
    const isOurs = row.size === tree.frontier.size && row.epoch === tree.epoch && tree.root.equals(row.root)
    if (!isOurs) throw new TreeMoved('another writer changed the log; this one stops')
  }

  return { commit, tree: () => tree }
}

/** RFC 3339 times of one form compare as text. */
function later(time: string, other: string): string {
  return time > other ? time : other
}

function prepareStatements(db: DatabaseSync) {
  return {
    state: db.prepare('SELECT size, root, epoch FROM tree_state'),
    entry: db.prepare('INSERT INTO log_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    part: db.prepare('INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    tile: db.prepare('INSERT INTO tile VALUES (?, ?, ?, ?)'),
    tree: db.prepare('UPDATE tree_state SET size = ?, frontier = ?, root = ?, last_time = ?, open_from = ?'),
    sequence: db.prepare('SELECT iseq FROM instance WHERE name = ?'),
    setSequence: db.prepare('INSERT INTO instance VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET iseq = excluded.iseq'),
    set: db.prepare('INSERT INTO state VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value'),
    row: db.prepare('SELECT value FROM state WHERE kind = ? AND key = ?'),
    unset: db.prepare('DELETE FROM state WHERE kind = ? AND key = ?'),
    first: db.prepare(
      'SELECT idx, id, time FROM log_entry WHERE id = ?1 OR (?3 = 1 AND ref = ?2 AND terminal = 1) ORDER BY id = ?1 DESC LIMIT 1',
    ),
  }
}
