import { appendLeaf, EMPTY_FRONTIER, rootOf } from '../../core/merkle.ts'
import { TILE_WIDTH, tileWidth } from '../../core/tile-layout.ts'
import { growTree, splitHashes, type Tree, TreeMoved } from '../commit/tree.ts'
import { type Queries, readTile } from './tile-source.ts'

/** The row that says how far the log has come; who holds it decides what comes next. */
export interface TreeRow {
  readonly size: number
  readonly root: Buffer
  readonly lastTime: string
}

export const TREE_ROW = 'SELECT size, root, last_time FROM tree_state'

export function toTreeRow(row: { size: string; root: Buffer; last_time: string }): TreeRow {
  return { size: Number(row.size), root: row.root, lastTime: row.last_time }
}

/** Leaves of other gateways that are taken over one by one; beyond, the tree is read from its tiles again. */
const STRIDE_MAX = 8_192

/**
 * The tree that a row tells of, from one known before: the leaves that other gateways added are added here, and must give
 * the row's root. So each gateway checks the others, batch by batch, to be append-only.
 */
export async function catchUp(db: Queries, known: Tree, row: TreeRow): Promise<Tree> {
  const { size } = known.frontier
  if (row.size < size) throw new TreeMoved(`the tree shrank from ${size} to ${row.size} entries`)
  if (row.size - size > STRIDE_MAX) return readTree(db, row)
  if (row.size === size) return checked(known, row)
  const { rows } = await db.query('SELECT leaf FROM log_entry WHERE idx >= $1 AND idx < $2 ORDER BY idx', [
    size,
    row.size,
  ])
  const leaves = rows.map((leaf) => leaf.leaf as Buffer)
  return checked(growTree(known, leaves, row.lastTime).tree, row)
}

/** The tree from its unfinished tiles: they hold all its full subtrees, which must give the stored root. */
export async function readTree(db: Queries, row: TreeRow): Promise<Tree> {
  const { size } = row
  const unfinished: Buffer[][] = []
  for (let level = 0; size >= TILE_WIDTH ** level; level++) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1))
    const width = tileWidth(level, index, size)
    const hashes = width === 0 ? Buffer.alloc(0) : await readTile(db, level, index, width)
    if (hashes === null) throw new TreeMoved(`the tree of ${size} entries lacks leaves or tiles`)
    unfinished.push(splitHashes(hashes))
  }
  const nodes = unfinished.map(subtreesOf).reverse().flat()
  const frontier = { size, nodes }
  const { rows } = await db.query('SELECT max(idx) AS last FROM log_entry')
  if (Number(rows[0].last ?? -1) < size - 1) throw new TreeMoved(`the tree of ${size} entries lacks entries`)
  return checked({ frontier, root: rootOf(frontier), unfinished, epoch: '', lastTime: row.lastTime }, row)
}

/** The roots of the full subtrees over a tile's hashes, largest first. */
function subtreesOf(hashes: readonly Buffer[]): readonly Buffer[] {
  return hashes.reduce((frontier, hash) => appendLeaf(frontier, hash), EMPTY_FRONTIER).nodes
}

function checked(tree: Tree, row: TreeRow): Tree {
  if (tree.frontier.size !== row.size || !tree.root.equals(row.root))
    throw new TreeMoved(`leaves and tree of ${row.size} entries disagree`)
  return { ...tree, lastTime: row.lastTime }
}
