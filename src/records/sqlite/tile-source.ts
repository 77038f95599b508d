import type { DatabaseSync } from 'node:sqlite'
import { HASH_BYTES, type NodeSource } from '../../core/merkle.ts'
import { TILE_WIDTH } from '../../core/tile-layout.ts'
import { nodesOfTiles } from '../commit/nodes-of-tiles.ts'
import { toBuffer } from '../commit/to-buffer.ts'

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

  return { tile, nodeAt: nodesOfTiles(tile) }
}
