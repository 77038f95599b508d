import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { recordsFile } from './open-database.ts'

/** From this size the write-ahead log is moved into the database when the writer is idle, bytes. */
const WAL_WORTH_BYTES = 8_388_608

/** From this size it is moved between two batches even if there is no idle moment, bytes: a log without end fills the disk. */
const WAL_MAX_BYTES = 67_108_864

export interface WalKeeper {
  /** Moves the write-ahead log into the database if it has grown; never waits for readers. */
  rest(): void
  /** The same under constant load, only when the file has become too big. */
  relieve(): void
  /** Moves all of it and truncates the file, so that nothing destroyed lives on in it. */
  fold(): void
}

export function createWalKeeper(db: DatabaseSync, folder: string): WalKeeper {
  const file = `${recordsFile(folder)}-wal`
  return {
    rest() {
      if (sizeOf(file) >= WAL_WORTH_BYTES) db.exec('PRAGMA wal_checkpoint(PASSIVE)')
    },
    relieve() {
      if (sizeOf(file) >= WAL_MAX_BYTES) db.exec('PRAGMA wal_checkpoint(PASSIVE)')
    },
    fold() {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    },
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
