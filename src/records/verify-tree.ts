import { type Checkpoint, openCheckpoint } from '../core/checkpoint.ts'
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
import type { NoteVerifier } from '../core/signed-note.ts'
import { TILE_HEIGHT, TILE_WIDTH } from '../core/tile-layout.ts'
import type { LogSource, RawEntry } from './log-source.ts'
import type { Report } from './verify-report.ts'

/** Rebuilds the tree from the entries and compares everything that claims to know it. */
export interface TreeCheck {
  add(entry: RawEntry): void
  finish(): { size: number; root: Buffer; checkpoint: Checkpoint | null }
}

/** `from`: a checkpoint that the caller trusts; entries before it are taken as read, if the tiles give its root. */
export function checkTree(
  source: LogSource,
  verifier: NoteVerifier,
  from: Checkpoint | null,
  report: Report,
): TreeCheck {
  let frontier = from === null ? EMPTY_FRONTIER : trusted(source, from, report)
  const checkpoints = openAll(source, verifier, report)
  let newest: Checkpoint | null = null
  compareCheckpoints()

  function compareCheckpoints(): void {
    for (; checkpoints[0] !== undefined && checkpoints[0].size <= frontier.size; checkpoints.shift()) {
      newest = checkpoints[0]
      if (newest.size < frontier.size) continue
      if (!rootOf(frontier).equals(newest.root))
        report.fault('checkpoint', null, `another root at size ${newest.size} than was signed`)
    }
  }

  function compareNode(level: number, node: Buffer): void {
    if (level === 0 || level % TILE_HEIGHT !== 0) return
    const tileLevel = level / TILE_HEIGHT - 1
    const index = (frontier.size + 1) / TILE_WIDTH ** (tileLevel + 1) - 1
    const tile = source.fullTile(tileLevel, index)
    if (tile === null) return report.fault('tile', frontier.size, `tile ${index} of level ${tileLevel} is missing`)
    const { hashes, root } = tile
    if (hashes.byteLength !== TILE_WIDTH * HASH_BYTES || !tileRoot(hashes).equals(node) || !root.equals(node)) {
      report.fault(
        'tile',
        frontier.size,
        `tile ${index} of level ${tileLevel} has other hashes than the entries below it`,
      )
    }
  }

  return {
    add({ index, entry, leaf }) {
      const hash = leafHash(entry)
      if (!hash.equals(leaf)) report.fault('entry', index, 'entry and leaf hash disagree')
      frontier = appendLeaf(frontier, hash, compareNode)
      compareCheckpoints()
    },
    finish() {
      const root = rootOf(frontier)
      const stored = source.tree()
      if (stored.frontier.size !== frontier.size)
        report.fault('tree', null, `tree state says ${stored.frontier.size} entries, there are ${frontier.size}`)
      if (!stored.root.equals(root) && frontier.size > 0)
        report.fault('tree', null, 'tree state has another root than the entries')
      if (!(stored.frontier.size === 0 ? EMPTY_ROOT : rootOf(stored.frontier)).equals(root))
        report.fault('tree', null, 'tree state has another frontier than the entries')
      for (const { size } of checkpoints)
        report.fault(
          'checkpoint',
          null,
          `a checkpoint was signed at size ${size}, the log has ${frontier.size} entries`,
        )
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
function trusted(source: LogSource, { size, root }: Checkpoint, report: Report): Frontier {
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

function openAll(source: LogSource, verifier: NoteVerifier, report: Report): Checkpoint[] {
  const opened: Checkpoint[] = []
  for (const { size, note } of source.checkpoints()) {
    try {
      const checkpoint = openCheckpoint(note, verifier)
      if (checkpoint.size !== size)
        report.fault('checkpoint', null, `checkpoint of ${checkpoint.size} entries stored as one of ${size}`)
      opened.push(checkpoint)
    } catch (error) {
      report.fault('checkpoint', null, `checkpoint at size ${size}: ${(error as Error).message}`)
    }
  }
  return opened.sort((a, b) => a.size - b.size)
}

function tileRoot(tile: Buffer): Buffer {
  let frontier = EMPTY_FRONTIER
  for (let at = 0; at < tile.byteLength; at += HASH_BYTES)
    frontier = appendLeaf(frontier, tile.subarray(at, at + HASH_BYTES))
  return rootOf(frontier)
}
