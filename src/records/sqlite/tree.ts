import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import {
  appendLeaf,
  EMPTY_FRONTIER,
  EMPTY_ROOT,
  type Frontier,
  HASH_BYTES,
  rangeRoot,
  rootOf,
} from '../../core/merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH, tileWidth } from '../../core/tile-layout.ts'
import { createTileSource, toBuffer } from './tile-source.ts'

/** Thrown when the stored tree isn't the one this writer left: somebody else wrote, or the file was changed or replaced. */
export class TreeMoved extends Error {
  override readonly name = 'TreeMoved'
}

export interface FullTile {
  readonly level: number
  readonly index: number
  readonly hashes: Buffer
  /** Root of the subtree over the tile: a hash of the tile above. */
  readonly root: Buffer
}

/** The tree as the writer knows it. Values are replaced, never changed, so that a rolled-back batch leaves no trace. */
export interface Tree {
  readonly frontier: Frontier
  readonly root: Buffer
  /** Hashes of the unfinished tile of each level. */
  readonly unfinished: readonly (readonly Buffer[])[]
  /** Identifies the writer that holds the log. */
  readonly epoch: string
  readonly lastTime: string
}

interface TreeRow {
  readonly size: number
  readonly frontier: Uint8Array
  readonly root: Uint8Array
  readonly epoch: string
  readonly last_time: string
}

/** Reads the tree, checks that leaves and tiles give its root, and takes the log over with a new epoch. */
export function openTree(db: DatabaseSync): Tree {
  const epoch = randomUUID()
  db.exec('BEGIN IMMEDIATE')
  try {
    const row = db.prepare('SELECT * FROM tree_state').get() as TreeRow | undefined
    const tree = row === undefined ? emptyTree(epoch) : readTree(db, row, epoch)
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

function emptyTree(epoch: string): Tree {
  return { frontier: EMPTY_FRONTIER, root: EMPTY_ROOT, unfinished: [], epoch, lastTime: '' }
}

function readTree(db: DatabaseSync, row: TreeRow, epoch: string): Tree {
  const { size } = row
  const source = createTileSource(db)
  const unfinished: Buffer[][] = []
  for (let level = 0; size >= TILE_WIDTH ** level; level++) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1))
    const width = tileWidth(level, index, size)
    const hashes = width === 0 ? Buffer.alloc(0) : source.tile(level, index, width)
    if (hashes === null) throw new TreeMoved(`the tree of ${size} entries lacks leaves or tiles`)
    unfinished.push(split(hashes))
  }
  const last = (db.prepare('SELECT max(idx) AS idx FROM log_entry').get() as { idx: number | null }).idx ?? -1
  const root = size === 0 ? EMPTY_ROOT : rangeRoot(0, size, source.nodeAt)
  if (last !== size - 1 || !root.equals(row.root)) throw new TreeMoved(`leaves and tree of ${size} entries disagree`)
  return { frontier: { size, nodes: split(toBuffer(row.frontier)) }, root, unfinished, epoch, lastTime: row.last_time }
}

function split(hashes: Buffer): Buffer[] {
  const list: Buffer[] = []
  for (let at = 0; at < hashes.byteLength; at += HASH_BYTES)
    list.push(Buffer.from(hashes.subarray(at, at + HASH_BYTES)))
  return list
}

export function frontierBytes(tree: Tree): Buffer {
  return Buffer.concat(tree.frontier.nodes)
}

/** The tree after these leaves, and the tiles that they filled. */
export function growTree(tree: Tree, leaves: readonly Buffer[], lastTime: string): { tree: Tree; tiles: FullTile[] } {
  const unfinished = tree.unfinished.map((hashes) => [...hashes])
  const tiles: FullTile[] = []
  let filled: Omit<FullTile, 'root'> | null = null
  let frontier = tree.frontier
  const onNode = (level: number, node: Buffer) => {
    if (level % TILE_HEIGHT !== 0) return
    // A filled tile's root is the next node of a tile's height that its last leaf completes.
    if (filled !== null) tiles.push({ ...filled, root: node })
    filled = null
    const tileLevel = level / TILE_HEIGHT
    unfinished[tileLevel] ??= []
    const hashes = unfinished[tileLevel]
    hashes.push(node)
    if (hashes.length < TILE_WIDTH) return
    const index = (frontier.size + 1) / TILE_WIDTH ** (tileLevel + 1) - 1
    filled = { level: tileLevel, index, hashes: Buffer.concat(hashes) }
    unfinished[tileLevel] = []
  }
  for (const leaf of leaves) frontier = appendLeaf(frontier, leaf, onNode)
  return { tree: { frontier, root: rootOf(frontier), unfinished, epoch: tree.epoch, lastTime }, tiles }
}
