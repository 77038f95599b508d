import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { TALLY_TABLE } from './search-tally.ts'

/** Raised when what is indexed changes: the index is then built anew from the log. */
const INDEX_VERSION = 5

/** Opens the file of the index to write it. `logId` tells logs apart; an index of another log or version is emptied. */
export function openSearchDatabase(folder: string, logId: string): DatabaseSync {
  const db = new DatabaseSync(join(folder, 'search.db'))
  db.exec(`
    PRAGMA busy_timeout = 1000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 0;
    CREATE TABLE IF NOT EXISTS progress (one INTEGER PRIMARY KEY CHECK (one = 1), identity TEXT NOT NULL, up_to INTEGER NOT NULL);
  `)
  const identity = `${INDEX_VERSION} ${logId}`
  const known = db.prepare('SELECT identity FROM progress').get() as { identity: string } | undefined
  if (known?.identity !== identity) transact(db, () => rebuild(db, identity))
  return db
}

/** All of the work or nothing of it. */
export function transact(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    work()
    db.exec('COMMIT')
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/**
 * Both kinds of secure deletion are needed, or destroyed words stay in the file. `edits` counts what was changed behind
 * `up_to`, so that counts which were made before are made again.
 */
function rebuild(db: DatabaseSync, identity: string): void {
  db.exec(`
    DROP TABLE IF EXISTS words;
    DROP TABLE IF EXISTS facts;
    DROP TABLE IF EXISTS heard;
    DROP TABLE IF EXISTS facet_value;
    DROP TABLE IF EXISTS tally;
    DROP TABLE progress;
    CREATE TABLE progress (one INTEGER PRIMARY KEY CHECK (one = 1), identity TEXT NOT NULL, up_to INTEGER NOT NULL,
      edits INTEGER NOT NULL);
    CREATE VIRTUAL TABLE words USING fts5 (body, f, tokenize = "unicode61 remove_diacritics 2");
    INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
    CREATE TABLE facts (idx INTEGER PRIMARY KEY, id TEXT, ref TEXT, time TEXT, type TEXT, facets TEXT,
      first_said BLOB, last_said BLOB, source INTEGER, tallied TEXT);
    CREATE INDEX facts_time ON facts (time);
    CREATE INDEX facts_source ON facts (source) WHERE source IS NOT NULL;
    CREATE TABLE heard (said BLOB PRIMARY KEY, idx INTEGER NOT NULL) WITHOUT ROWID;
    ${TALLY_TABLE}
    CREATE TABLE facet_value (name TEXT, value TEXT, PRIMARY KEY (name, value)) WITHOUT ROWID;
  `)
  db.prepare('INSERT INTO progress VALUES (1, ?, 0, ?)').run(identity, Date.now())
}
