import type { DatabaseSync } from 'node:sqlite'

/** From this much the write-ahead log is moved into the database when the writer is idle, bytes. */
const WAL_WORTH_BYTES = 4_194_304

/** From this much it is moved between two batches even if there is no idle moment, bytes: a log without end fills the disk. */
const WAL_MAX_BYTES = 16_777_216

/** Bytes that a commit writes beside what it was given: the last pages of tables and indexes. */
const COMMIT_BYTES = 32_768

export interface WalKeeper {
  /** A commit was given this many bytes. */
  wrote(bytes: number): void
  /** Moves the write-ahead log into the database if it has grown; never waits for readers. */
  rest(): void
  /** The same under constant load, only when it has become too big. */
  relieve(): void
  /** Moves all of it and truncates the file, so that nothing destroyed lives on in it. */
  fold(): void
}

/**
 * What was written is counted, since the file doesn't tell: it keeps its size when its frames are written over, and a
 * checkpoint costs two syncs even if there is nothing to move.
 */
export function createWalKeeper(db: DatabaseSync): WalKeeper {
  let grown = 0

  function moveFrom(bytes: number): void {
    if (grown < bytes) return
    db.exec('PRAGMA wal_checkpoint(PASSIVE)')
    grown = 0
  }

  return {
    wrote(bytes) {
      grown += bytes + COMMIT_BYTES
    },
    rest: () => moveFrom(WAL_WORTH_BYTES),
    relieve: () => moveFrom(WAL_MAX_BYTES),
    fold() {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    },
  }
}
