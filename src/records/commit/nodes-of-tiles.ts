import { HASH_BYTES, type NodeSource, nodeHash, rangeRoot } from '../../core/merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH } from '../../core/tile-layout.ts'

/** Every node of the tree, from whatever yields the first `width` hashes of a tile (null where the tree lacks them). */
export function nodesOfTiles(tile: (level: number, index: number, width: number) => Buffer | null): NodeSource {
  return (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT)
    const span = 2 ** (level % TILE_HEIGHT)
    const first = index * span
    const tileIndex = Math.floor(first / TILE_WIDTH)
    const offset = first - tileIndex * TILE_WIDTH
    const hashes = tile(tileLevel, tileIndex, offset + span)
    if (hashes === null || hashes.byteLength < (offset + span) * HASH_BYTES) {
      throw new RangeError(`the tree has no node ${index} at level ${level}`)
    }
    return rangeRoot(offset, offset + span, within(hashes))
  }
}

/** Nodes over a run of hashes that starts at a tile's first. */
function within(hashes: Buffer): NodeSource {
  const nodeAt: NodeSource = (level, index) =>
    level === 0
      ? hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)
      : nodeHash(nodeAt(level - 1, index * 2), nodeAt(level - 1, index * 2 + 1))
  return nodeAt
}
