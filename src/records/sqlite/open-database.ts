import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export function recordsFile(folder: string): string {
  return join(folder, 'records.db')
}

/** How long a statement waits for another connection's lock, milliseconds. Below the bound of a slow commit. */
const BUSY_TIMEOUT_MS = 1_000

/** A lone commit rewrites the last page of each table and index: larger pages make it dear, large batches hardly cheaper. */
const PAGE_BYTES = 4_096

/** Opens the store to write, with the settings that durability rests on; throws when one of them doesn't hold. */
export function openToWrite(folder: string): DatabaseSync {
  const db = new DatabaseSync(recordsFile(folder))
  db.exec(`
    PRAGMA page_size = ${PAGE_BYTES};
    PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS};
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA cache_size = -8192;
    PRAGMA temp_store = MEMORY;
  `)
  assertPragma(db, 'journal_mode', 'wal')
  assertPragma(db, 'synchronous', 2)
  assertPragma(db, 'foreign_keys', 1)
  assertPragma(db, 'secure_delete', 1)
  assertPragma(db, 'wal_autocheckpoint', 0)
  return db
}

/** Opens the store to read beside the writer, or one that an older program left. */
export function openToRead(folder: string): DatabaseSync {
  const db = new DatabaseSync(recordsFile(folder), { readOnly: true })
  db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA temp_store = MEMORY`)
  readAsNewest(db)
  return db
}

/** A store of an older schema reads as one of this program's that has nothing of what came later. */
function readAsNewest(db: DatabaseSync): void {
  const has = (table: string): boolean =>
    db.prepare("SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined
  if (!has('part') || has('passage')) return
  db.exec(`
    CREATE TEMP VIEW part AS SELECT *, NULL AS beginning, NULL AS ending FROM main.part;
    CREATE TEMP TABLE passage (key, id, parent, kek, seal, ciphertext);
  `)
}

function assertPragma(db: DatabaseSync, name: string, expected: string | number): void {
  const row = db.prepare(`PRAGMA ${name}`).get() as Record<string, unknown>
  const actual = Object.values(row)[0]
  if (actual !== expected) throw new Error(`the store can't promise durability: ${name} is ${actual}, not ${expected}`)
}
