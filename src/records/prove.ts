import { parseCheckpointText } from '../core/checkpoint.ts'
import { EMPTY_ROOT, HASH_BYTES, type NodeSource, nodeHash } from '../core/merkle.ts'
import { inclusionProof } from '../core/merkle-proof.ts'
import type { LogReader } from '../core/ports.ts'
import { parseSignedNote } from '../core/signed-note.ts'
import { TILE_HEIGHT, TILE_WIDTH, tileWidth } from '../core/tile-layout.ts'
import { formatTlogProof } from '../core/tlog-proof.ts'

/** Thrown when no signed checkpoint covers an entry yet. */
export class NotCovered extends Error {
  override readonly name = 'NotCovered'
}

/** A `.tlog-proof` for each entry, all against the same checkpoint. Works over any log that serves tiles. */
export async function proveEntries(log: LogReader, indexes: readonly number[]): Promise<string[]> {
  const checkpoint = await log.checkpoint()
  if (checkpoint === '') throw new NotCovered('the log has no signed checkpoint yet')
  const { size } = parseCheckpointText(parseSignedNote(checkpoint).text)
  const uncovered = indexes.find((index) => index >= size)
  if (uncovered !== undefined)
    throw new NotCovered(`entry ${uncovered} is not covered by the checkpoint of ${size} entries`)
  const nodeAt = await fetchNodes(log, size, indexes)
  return indexes.map((index) => formatTlogProof({ index, hashes: inclusionProof(index, size, nodeAt), checkpoint }))
}

/** Fetches exactly the tiles that the proofs need: a dry run over an imaginary tree tells which. */
async function fetchNodes(log: LogReader, size: number, indexes: readonly number[]): Promise<NodeSource> {
  const tiles = new Map<string, Buffer>()
  const wanted = new Map<string, { level: number; index: number }>()
  for (const leaf of indexes) {
    inclusionProof(leaf, size, (level, index) => {
      const place = placeOf(level, index)
      wanted.set(`${place.level}/${place.index}`, place)
      return EMPTY_ROOT
    })
  }
  for (const [name, { level, index }] of wanted) {
    const tile = await log.tile(level, index, tileWidth(level, index, size))
    if (tile === null) throw new Error(`tile ${name} is missing`)
    tiles.set(name, tile)
  }
  return (level, index) => {
    const place = placeOf(level, index)
    return nodeWithin(tiles.get(`${place.level}/${place.index}`)!, level % TILE_HEIGHT, index - place.first)
  }
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
