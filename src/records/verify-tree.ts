import type { Checkpoint } from '../core/checkpoint.ts'
import {
  appendLeaf,
  EMPTY_FRONTIER,
  EMPTY_ROOT,
  type Frontier,
  HASH_BYTES,
  leafHash,
  rangeRoot,
  rootOf,
} from '../core/merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH } from '../core/tile-layout.ts'
import type { LogSource, RawEntry } from './log-source.ts'
import type { Report } from './verify-report.ts'

/** Rebuilds the tree from the entries and compares everything that claims to know it. */
export interface TreeCheck {
  add(entry: RawEntry): void
  /** Size and root of what was added so far. */
  reached(): { size: number; root: Buffer }
  finish(): { size: number; root: Buffer; checkpoint: Checkpoint | null }
}

export interface TreeStart {
  /** A checkpoint that the caller trusts; entries before it are taken as read, if the tiles give its root. */
  readonly from: Pick<Checkpoint, 'size' | 'root'> | null
  /** Reads a checkpoint by the keys that the log may be signed with; throws when none of them signed it. */
  readonly open: (note: string) => Checkpoint
}

/** Leaves of one tile that are named one by one when they differ. */
const NAMED_MAX = 8

export function checkTree(source: LogSource, { from, open }: TreeStart, report: Report): TreeCheck {
  let frontier = from === null ? EMPTY_FRONTIER : trusted(source, from, report)
  const checkpoints = source.checkpoints(from?.size ?? 0)[Symbol.iterator]()
  let next = checkpoints.next()
  let newest: Checkpoint | null = null
  let signedTo = frontier.size
  /** Of the unfinished tile. */
  let leaves: { readonly index: number; readonly id: string; readonly hash: Buffer }[] = []
  compareCheckpoints()

  function compareCheckpoints(): void {
    for (; !next.done && next.value.size <= frontier.size; next = checkpoints.next()) {
      const checkpoint = opened(next.value)
      if (checkpoint === null || checkpoint.size > frontier.size) continue
      newest = checkpoint
      if (newest.size < frontier.size) continue
      if (rootOf(frontier).equals(newest.root)) signedTo = newest.size
      else
        report.fault(
          'checkpoint',
          null,
          `another root at size ${newest.size} than was signed: entries ${signedTo} to ${newest.size - 1} are not those that were`,
        )
    }
  }

  function opened({ size, note }: { readonly size: number; readonly note: string }): Checkpoint | null {
    try {
      const checkpoint = open(note)
      if (checkpoint.size !== size)
        report.fault('checkpoint', null, `checkpoint of ${checkpoint.size} entries stored as one of ${size}`)
      return checkpoint
    } catch (error) {
      report.fault('checkpoint', null, `checkpoint at size ${size}: ${(error as Error).message}`)
      return null
    }
  }

  function compareNode(level: number, node: Buffer): void {
    if (level === 0 || level % TILE_HEIGHT !== 0) return
    const tileLevel = level / TILE_HEIGHT - 1
    const index = (frontier.size + 1) / TILE_WIDTH ** (tileLevel + 1) - 1
    const tile = source.fullTile(tileLevel, index)
    if (tile === null) return report.fault('tile', frontier.size, `tile ${index} of level ${tileLevel} is missing`)
    const { hashes, root } = tile
    const isWhole = hashes.byteLength === TILE_WIDTH * HASH_BYTES
    if (isWhole && tileRoot(hashes).equals(node) && root.equals(node)) return
    report.fault(
      'tile',
      frontier.size,
      `tile ${index} of level ${tileLevel} has other hashes than the entries below it`,
    )
    if (tileLevel === 0 && isWhole) nameDifferences(hashes)
  }

  /** The very records in which a tile and the entries differ. */
  function nameDifferences(hashes: Buffer): void {
    const different = leaves.filter(({ index, hash }) => {
      const at = (index % TILE_WIDTH) * HASH_BYTES
      return !hashes.subarray(at, at + HASH_BYTES).equals(hash)
    })
    for (const { index, id } of different.slice(0, NAMED_MAX))
      report.fault('entry', index, 'the entry is not the one that its tile was made of', id)
    if (different.length > NAMED_MAX)
      report.fault('tile', null, `${different.length} entries of that tile differ; the first ${NAMED_MAX} are named`)
  }

  return {
    add({ index, id, entry, leaf }) {
      const hash = leafHash(entry)
      if (!hash.equals(leaf)) report.fault('entry', index, 'entry and leaf hash disagree')
      leaves.push({ index, id, hash })
      frontier = appendLeaf(frontier, hash, compareNode)
      if (frontier.size % TILE_WIDTH === 0) leaves = []
      compareCheckpoints()
    },
    reached: () => ({ size: frontier.size, root: rootOf(frontier) }),
    finish() {
      const root = rootOf(frontier)
      const stored = source.tree()
      if (stored.frontier.size !== frontier.size)
        report.fault('tree', null, `tree state says ${stored.frontier.size} entries, there are ${frontier.size}`)
      if (!stored.root.equals(root) && frontier.size > 0)
        report.fault('tree', null, 'tree state has another root than the entries')
      if (!(stored.frontier.size === 0 ? EMPTY_ROOT : rootOf(stored.frontier)).equals(root))
        report.fault('tree', null, 'tree state has another frontier than the entries')
      for (; !next.done; next = checkpoints.next()) {
        opened(next.value)
        const { size } = next.value
        report.fault(
          'checkpoint',
          null,
          `a checkpoint was signed at size ${size}, the log has ${frontier.size} entries: the newest ${size - frontier.size} are gone`,
        )
      }
      if (newest === null && from === null && frontier.size > 0)
        report.fault('checkpoint', null, 'there is no signed checkpoint')
      compareTileCounts(frontier.size)
      return { size: frontier.size, root, checkpoint: newest }
    },
  }

  function compareTileCounts(size: number): void {
    for (const [level, count] of source.fullTiles()) {
      const expected = Math.floor(size / TILE_WIDTH ** (level + 1))
      if (count !== expected)
        report.fault('tile', null, `level ${level} has ${count} full tiles, the tree has ${expected}`)
    }
  }
}

/** The frontier at a trusted checkpoint, from the stored tiles; a fault when they don't give its root. */
function trusted(source: LogSource, { size, root }: Pick<Checkpoint, 'size' | 'root'>, report: Report): Frontier {
  try {
    if (size > 0 && !rangeRoot(0, size, source.nodeAt).equals(root)) {
      report.fault('checkpoint', null, `the log has another root at size ${size} than the given checkpoint`)
    }
    const nodes: Buffer[] = []
    let start = 0
    for (let width = 2 ** 52; width >= 1; width /= 2) {
      if (Math.floor(size / width) % 2 === 0) continue
      nodes.push(source.nodeAt(Math.log2(width), start / width))
      start += width
    }
    return { size, nodes }
  } catch {
    report.fault('checkpoint', null, `the log doesn't reach the given checkpoint of ${size} entries`)
    return EMPTY_FRONTIER
  }
}

function tileRoot(tile: Buffer): Buffer {
  let frontier = EMPTY_FRONTIER
  for (let at = 0; at < tile.byteLength; at += HASH_BYTES)
    frontier = appendLeaf(frontier, tile.subarray(at, at + HASH_BYTES))
  return rootOf(frontier)
}
