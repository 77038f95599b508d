import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { EMPTY_ROOT, rangeRoot } from '../../core/merkle.ts'
import { toBuffer } from '../commit/to-buffer.ts'
import { emptyTree, frontierBytes, readTree, type Tree, TreeMoved } from '../commit/tree.ts'
import { createTileSource } from './tile-source.ts'

interface TreeRow {
  readonly size: number
  readonly frontier: Uint8Array
  readonly root: Uint8Array
  readonly last_time: string
}

/** Reads the tree, checks that leaves and tiles give its root, and takes the log over with a new epoch. */
export function openTree(db: DatabaseSync): Tree {
  const epoch = randomUUID()
  db.exec('BEGIN IMMEDIATE')
  try {
    const row = db.prepare('SELECT * FROM tree_state').get() as TreeRow | undefined
    const tree = row === undefined ? emptyTree(epoch) : checkedTree(db, row, epoch)
    const insert =
      'INSERT INTO tree_state VALUES (1, ?, ?, ?, ?, ?, 0) ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch'
    db.prepare(insert).run(tree.frontier.size, frontierBytes(tree), tree.root, epoch, tree.lastTime)
    db.exec('COMMIT')
    return tree
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

function checkedTree(db: DatabaseSync, row: TreeRow, epoch: string): Tree {
  const { size } = row
  const source = createTileSource(db)
  const stored = { size, frontier: toBuffer(row.frontier), root: toBuffer(row.root), epoch, lastTime: row.last_time }
  const tree = readTree(stored, source.tile)
  const last = (db.prepare('SELECT max(idx) AS idx FROM log_entry').get() as { idx: number | null }).idx ?? -1
  const root = size === 0 ? EMPTY_ROOT : rangeRoot(0, size, source.nodeAt)
  if (last !== size - 1 || !root.equals(tree.root)) throw new TreeMoved(`leaves and tree of ${size} entries disagree`)
  return tree
}
