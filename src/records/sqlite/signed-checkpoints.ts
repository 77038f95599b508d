import type { DatabaseSync } from 'node:sqlite'
import { parseCheckpointText, signCheckpoint } from '../../core/checkpoint.ts'
import { parseSignedNote } from '../../core/signed-note.ts'
import { type Tree, TreeMoved } from '../commit/tree.ts'
import { type SigningKey, signersAt } from '../signing-key.ts'

/** A checkpoint is repeated after this time even when the tree stood still: proof that the log is alive. */
const HEARTBEAT_MS = 3_600_000

export interface SignedCheckpoints {
  /** The newest checkpoint that covers the tree, signed and durable; signs one when there is none. */
  covering(tree: Tree, nowMs: number): string
  /** Whether the tree grew past the newest checkpoint, or the newest is older than an hour. */
  isDue(tree: Tree, nowMs: number): boolean
}

/** Throws {@link TreeMoved} when the tree is smaller than, or another than, what was signed: an older copy was put back. */
export function createSignedCheckpoints(
  db: DatabaseSync,
  origin: string,
  key: SigningKey,
  opened: Tree,
): SignedCheckpoints {
  const newest = db.prepare('SELECT size, at, note FROM checkpoint ORDER BY size DESC, at DESC LIMIT 1')
  const insert = db.prepare('INSERT INTO checkpoint VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  let last = newest.get() as { size: number; at: number; note: string } | undefined

  assertNotBehind(opened)

  function covering(tree: Tree, nowMs: number): string {
    if (last !== undefined && !isDue(tree, nowMs)) return last.note
    return sign(tree, nowMs)
  }

  function assertNotBehind(tree: Tree): void {
    const { size } = tree.frontier
    if (last === undefined || last.size < size) return
    // Never sign a smaller or another tree: that is how logs die.
    if (last.size > size) throw new TreeMoved(`the tree shrank from ${last.size} to ${size} entries`)
    const { root } = parseCheckpointText(parseSignedNote(last.note).text)
    if (!root.equals(tree.root)) throw new TreeMoved(`a checkpoint of ${size} entries has another root than the tree`)
  }

  function sign(tree: Tree, nowMs: number): string {
    const { size } = tree.frontier
    assertNotBehind(tree)
    const note = signCheckpoint({ origin, size, root: tree.root }, ...signersAt(key, nowMs))
    insert.run(size, nowMs, note)
    last = { size, at: nowMs, note }
    return note
  }

  function isDue(tree: Tree, nowMs: number): boolean {
    return last === undefined || last.size < tree.frontier.size || nowMs - last.at >= HEARTBEAT_MS
  }

  return { covering, isDue }
}
