import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { StoredPassage } from '../passages/stored-passage.ts'
import { PARTS_MAX } from './commit-batch.ts'
import { migrate } from './migrate.ts'
import { recordsFile } from './open-database.ts'
import { createPassageWriter } from './passage-table.ts'

/** Rows of a log as they lie elsewhere; nothing is judged, so that a verifier sees what is there. */
export interface CopiedEntry {
  readonly index: number
  readonly id: string
  readonly type: string
  readonly ref: string | null
  readonly isTerminal: boolean
  readonly time: string
  readonly entry: Uint8Array
  readonly leaf: Uint8Array
}

export interface CopiedPart {
  readonly index: number
  readonly pos: number
  readonly name: string
  readonly kek: string
  readonly feed: number
  readonly seal: Uint8Array
  readonly ciphertext: Uint8Array
  readonly beginning: Uint8Array | null
  readonly ending: Uint8Array | null
}

/** A log of another store, written down as a data folder that every command over one can read. */
export interface LogCopy {
  entry(row: CopiedEntry): void
  part(row: CopiedPart): void
  /** One that came with entry `index`, as number `pos`. */
  passage(index: number, pos: number, passage: StoredPassage): void
  tile(level: number, index: number, hashes: Uint8Array, root: Uint8Array): void
  checkpoint(size: number, at: number, note: string): void
  sequence(instance: string, iseq: number): void
  state(kind: string, key: string, value: string): void
  tree(size: number, frontier: Uint8Array, root: Uint8Array, lastTime: string): void
  /** Once everything is there. */
  finish(): void
}

export function createLogCopy(folder: string): LogCopy {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const db = new DatabaseSync(recordsFile(folder))
  // It is thrown away: no sync.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF')
  migrate(db)
  db.exec('BEGIN')
  const entry = db.prepare('INSERT INTO log_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const part = db.prepare('INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const passages = createPassageWriter(db)
  const tile = db.prepare('INSERT INTO tile VALUES (?, ?, ?, ?)')
  const checkpoint = db.prepare('INSERT INTO checkpoint VALUES (?, ?, ?)')
  const sequence = db.prepare('INSERT INTO instance VALUES (?, ?)')
  const state = db.prepare('INSERT INTO state VALUES (?, ?, ?)')
  const tree = db.prepare('INSERT INTO tree_state VALUES (1, ?, ?, ?, ?, ?, 0)')
  return {
    entry: (row) =>
      void entry.run(row.index, row.id, row.type, row.ref, row.isTerminal ? 1 : 0, row.time, row.entry, row.leaf),
    part: ({ index, pos, name, kek, seal, ciphertext, feed, beginning, ending }) =>
      void part.run(index * PARTS_MAX + pos, name, kek, seal, ciphertext, feed, beginning, ending),
    passage: passages.add,
    tile: (level, index, hashes, root) => void tile.run(level, index, hashes, root),
    checkpoint: (size, at, note) => void checkpoint.run(size, at, note),
    sequence: (instance, iseq) => void sequence.run(instance, iseq),
    state: (kind, key, value) => void state.run(kind, key, value),
    tree: (size, frontier, root, lastTime) => void tree.run(size, frontier, root, randomUUID(), lastTime),
    finish() {
      db.exec('COMMIT')
      db.close()
    },
  }
}
