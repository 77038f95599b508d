import { appendLeaf, EMPTY_FRONTIER, EMPTY_ROOT, type Frontier, HASH_BYTES, rootOf } from '../../core/merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH, tileWidth } from '../../core/tile-layout.ts'

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

/** The tree of a log that has no entry yet. */
export function emptyTree(epoch: string): Tree {
  return { frontier: EMPTY_FRONTIER, root: EMPTY_ROOT, unfinished: [], epoch, lastTime: '' }
}

/** The tree as it is stored. */
export interface StoredTree {
  readonly size: number
  readonly frontier: Buffer
  readonly root: Buffer
  readonly epoch: string
  readonly lastTime: string
}

/** The stored tree with its unfinished tiles; `tile` yields the first hashes of one, or null where they are lacking. */
export function readTree(
  stored: StoredTree,
  tile: (level: number, index: number, width: number) => Buffer | null,
): Tree {
  const { size } = stored
  const unfinished: Buffer[][] = []
  for (let level = 0; size >= TILE_WIDTH ** level; level++) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1))
    const width = tileWidth(level, index, size)
    const hashes = width === 0 ? Buffer.alloc(0) : tile(level, index, width)
    if (hashes === null) throw new TreeMoved(`the tree of ${size} entries lacks leaves or tiles`)
    unfinished.push(splitHashes(hashes))
  }
  const frontier: Frontier = { size, nodes: splitHashes(stored.frontier) }
  return { frontier, root: stored.root, unfinished, epoch: stored.epoch, lastTime: stored.lastTime }
}

export function splitHashes(hashes: Buffer): Buffer[] {
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
