import { EMPTY_ROOT, HASH_BYTES, type NodeSource, nodeHash } from '../core/merkle.ts'
import { inclusionProof } from '../core/merkle-proof.ts'
import type { LogReader } from '../core/ports.ts'
import { TILE_HEIGHT, TILE_WIDTH, tileWidth } from '../core/tile-layout.ts'

/** Tiles whose inner nodes are kept: neighbours in the log share theirs. */
const TILES_MAX = 64

/**
 * Inclusion proofs (RFC 6962 2.1.1) of many entries in the tree of `size` leaves. Inner nodes of a tile are computed once,
 * so that proving a hundred thousand neighbours is a matter of seconds.
 */
export function proveMany(log: Pick<LogReader, 'tile'>, size: number): (index: number) => Promise<Buffer[]> {
  /** Levels of a tile, its leaves first. */
  const tiles = new Map<string, readonly Buffer[][]>()

  async function fetched(level: number, index: number): Promise<void> {
    const name = `${level}/${index}`
    const known = tiles.get(name)
    if (known !== undefined) {
      // The one used last stays longest.
      tiles.delete(name)
      tiles.set(name, known)
      return
    }
    const tile = await log.tile(level, index, tileWidth(level, index, size))
    if (tile === null) throw new Error(`tile ${name} is missing`)
    tiles.set(name, pyramid(tile))
  }

  return async (index) => {
    const wanted = new Map<string, readonly [number, number]>()
    inclusionProof(index, size, (level, at) => {
      const place = placeOf(level, at)
      wanted.set(`${place.level}/${place.tile}`, [place.level, place.tile])
      return EMPTY_ROOT
    })
    for (const [level, tile] of wanted.values()) await fetched(level, tile)
    const nodeAt: NodeSource = (level, at) => {
      const { level: high, tile, within, below } = placeOf(level, at)
      return tiles.get(`${high}/${tile}`)![below]![within]!
    }
    const proof = inclusionProof(index, size, nodeAt)
    for (const name of tiles.keys()) if (tiles.size > TILES_MAX) tiles.delete(name)
    return proof
  }
}

function placeOf(level: number, index: number) {
  const below = level % TILE_HEIGHT
  const perTile = TILE_WIDTH / 2 ** below
  const tile = Math.floor(index / perTile)
  return { level: Math.floor(level / TILE_HEIGHT), tile, below, within: index - tile * perTile }
}

function pyramid(tile: Buffer): Buffer[][] {
  const leaves: Buffer[] = []
  for (let at = 0; at < tile.byteLength; at += HASH_BYTES) leaves.push(tile.subarray(at, at + HASH_BYTES))
  const levels = [leaves]
  for (let level = 1; level < TILE_HEIGHT; level++) {
    const below = levels[level - 1]!
    const row: Buffer[] = []
    for (let at = 0; at + 1 < below.length; at += 2) row.push(nodeHash(below[at]!, below[at + 1]!))
    levels.push(row)
  }
  return levels
}
