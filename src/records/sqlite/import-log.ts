import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { parseCheckpointText } from '../../core/checkpoint.ts'
import { parseEntry } from '../../core/entry.ts'
import { EMPTY_FRONTIER, EMPTY_ROOT } from '../../core/merkle.ts'
import { parseSignedNote } from '../../core/signed-note.ts'
import { frontierBytes, growTree, type Tree } from '../commit/tree.ts'
import type { LogImport } from '../copy/restore.ts'
import { PARTS_MAX } from './commit-batch.ts'
import { migrate } from './migrate.ts'
import { openToWrite } from './open-database.ts'
import { createPassageWriter } from './passage-table.ts'

/** Entries in one transaction. */
const BATCH = 2_048

/** A new store in a folder that has none; nothing of it is there for readers until `finish`. */
export function importToFolder(folder: string): LogImport & { close(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const db = openToWrite(folder)
  migrate(db)
  const insert = {
    entry: db.prepare('INSERT INTO log_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    part: db.prepare('INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    tile: db.prepare('INSERT INTO tile VALUES (?, ?, ?, ?)'),
    checkpoint: db.prepare('INSERT INTO checkpoint VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    instance: db.prepare('INSERT INTO instance VALUES (?, ?)'),
    state: db.prepare(
      'INSERT INTO state VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value',
    ),
    unset: db.prepare('DELETE FROM state WHERE kind = ? AND key = ?'),
    // No exchange is known to have ended: the first start looks at them all.
    tree: db.prepare('INSERT INTO tree_state VALUES (1, ?, ?, ?, ?, ?, 0)'),
  }
  const stored = createPassageWriter(db)
  const sequences = new Map<string, number>()
  let tree: Tree = { frontier: EMPTY_FRONTIER, root: EMPTY_ROOT, unfinished: [], epoch: randomUUID(), lastTime: '' }
  let leaves: Buffer[] = []
  let checkpoints = 0
  db.exec('BEGIN IMMEDIATE')

  function flush(): void {
    const grown = growTree(tree, leaves, tree.lastTime)
    for (const { level, index, hashes, root } of grown.tiles) insert.tile.run(level, index, hashes, root)
    tree = grown.tree
    leaves = []
    db.exec('COMMIT; BEGIN IMMEDIATE')
  }

  return {
    add({ index, id, type, ref, isTerminal, time, entry, leaf, parts, passages }, state) {
      insert.entry.run(index, id, type, ref, isTerminal ? 1 : 0, time, entry, leaf)
      const parsed = parseEntry(entry)
      // A part keeps the place that its entry gives it, also where one before it was destroyed.
      for (const { name, kek, seal, ciphertext, feed, shared } of parts) {
        const place = parsed.parts.findIndex(({ n }) => n === name)
        insert.part.run(
          index * PARTS_MAX + (place < 0 ? parsed.parts.length : place),
          name,
          kek,
          seal,
          ciphertext,
          feed,
          shared?.beginning ?? null,
          shared?.ending ?? null,
        )
      }
      for (const [pos, passage] of passages.entries()) stored.add(index, pos, passage)
      for (const { kind, key, value } of state) {
        if (value === null) insert.unset.run(kind, key)
        else insert.state.run(kind, key, JSON.stringify(value))
      }
      if (parsed.inst !== undefined && parsed.iseq !== undefined) sequences.set(parsed.inst, parsed.iseq)
      leaves.push(leaf)
      tree = { ...tree, lastTime: time }
      if (leaves.length >= BATCH) flush()
    },
    checkpoint(note) {
      const { size } = parseCheckpointText(parseSignedNote(note).text)
      insert.checkpoint.run(size, checkpoints++, note)
    },
    finish() {
      flush()
      for (const [name, iseq] of sequences) insert.instance.run(name, iseq)
      insert.tree.run(tree.frontier.size, frontierBytes(tree), tree.root, tree.epoch, tree.lastTime)
      db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
    },
    close: () => db.close(),
  }
}
