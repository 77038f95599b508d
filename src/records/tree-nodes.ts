import { EMPTY_ROOT, HASH_BYTES, type NodeSource, nodeHash, rangeRoot } from '../core/merkle.ts'
import type { LogReader } from '../core/ports.ts'
import { TILE_HEIGHT, TILE_WIDTH, tileWidth } from '../core/tile-layout.ts'

/**
 * Does something that needs nodes of the tree of `size` leaves, over any log that serves tiles. `work` is called twice: a
 * dry run over an imaginary tree tells exactly the tiles to be fetched.
 */
export async function withNodes<T>(log: LogReader, size: number, work: (nodeAt: NodeSource) => T): Promise<T> {
  const tiles = new Map<string, Buffer>()
  const wanted = new Map<string, { level: number; index: number }>()
  work((level, index) => {
    const place = placeOf(level, index)
    wanted.set(`${place.level}/${place.index}`, place)
    return EMPTY_ROOT
  })
  for (const [name, { level, index }] of wanted) {
    const tile = await log.tile(level, index, tileWidth(level, index, size))
    if (tile === null) throw new Error(`tile ${name} is missing`)
    tiles.set(name, tile)
  }
  return work((level, index) => {
    const place = placeOf(level, index)
    return nodeWithin(tiles.get(`${place.level}/${place.index}`)!, level % TILE_HEIGHT, index - place.first)
  })
}

/** The root that the log had with its first `size` entries. */
export async function rootAt(log: LogReader, size: number): Promise<Buffer> {
  if (size === 0) return EMPTY_ROOT
  return withNodes(log, size, (nodeAt) => rangeRoot(0, size, nodeAt))
}

/** The tile that holds a node, and the index of its first node of the same level. */
function placeOf(level: number, index: number): { level: number; index: number; first: number } {
  const perTile = TILE_WIDTH / 2 ** (level % TILE_HEIGHT)
  const tile = Math.floor(index / perTile)
  return { level: Math.floor(level / TILE_HEIGHT), index: tile, first: tile * perTile }
}

function nodeWithin(tile: Buffer, level: number, index: number): Buffer {
  if (level === 0) return tile.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)
  return nodeHash(nodeWithin(tile, level - 1, index * 2), nodeWithin(tile, level - 1, index * 2 + 1))
}
