import type { DatabaseSync } from 'node:sqlite'
import { HASH_BYTES, type NodeSource, nodeHash, rangeRoot } from '../../core/merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH } from '../../core/tile-layout.ts'

/** The hashes of the tree as stored: full tiles as rows, the rest from leaves and from the tiles below. */
export interface TileSource {
  /** The first `width` hashes of a tile, or null where the tree doesn't have them. */
  tile(level: number, index: number, width: number): Buffer | null
  readonly nodeAt: NodeSource
}

export function createTileSource(db: DatabaseSync): TileSource {
  const fullTile = db.prepare('SELECT hashes FROM tile WHERE level = ? AND idx = ?')
  const roots = db.prepare('SELECT root FROM tile WHERE level = ? AND idx >= ? AND idx < ? ORDER BY idx')
  const leaves = db.prepare('SELECT leaf FROM log_entry WHERE idx >= ? AND idx < ? ORDER BY idx')

  function tile(level: number, index: number, width: number): Buffer | null {
    const row = fullTile.get(level, index) as { hashes: Uint8Array } | undefined
    if (row !== undefined) return toBuffer(row.hashes).subarray(0, width * HASH_BYTES)
    const hashes = level === 0 ? leafHashes(index, width) : rootsBelow(level, index, width)
    return hashes === null ? null : Buffer.concat(hashes)
  }

  function leafHashes(index: number, width: number): Buffer[] | null {
    const first = index * TILE_WIDTH
    const rows = leaves.all(first, first + width) as { leaf: Uint8Array }[]
    return rows.length === width ? rows.map((row) => toBuffer(row.leaf)) : null
  }

  function rootsBelow(level: number, index: number, width: number): Buffer[] | null {
    const first = index * TILE_WIDTH
    const rows = roots.all(level - 1, first, first + width) as { root: Uint8Array }[]
    return rows.length === width ? rows.map((row) => toBuffer(row.root)) : null
  }

  function nodeAt(level: number, index: number): Buffer {
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

  return { tile, nodeAt }
}

/** Nodes over a run of hashes that starts at a tile's first. */
function within(hashes: Buffer): NodeSource {
  const nodeAt: NodeSource = (level, index) =>
    level === 0
      ? hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)
      : nodeHash(nodeAt(level - 1, index * 2), nodeAt(level - 1, index * 2 + 1))
  return nodeAt
}

export function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
