import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Thrown when another process writes the same data. Command-line exit code 2. */
export class WriterLocked extends Error {
  override readonly name = 'WriterLocked'
}

/**
 * One writer for each log, enforced by the operating system: an exclusive transaction held open on a file of its own. The
 * lock goes with its process, however that ends. Readers never touch the file.
 */
export interface WriterLock {
  release(): void
}

export function takeWriterLock(folder: string): WriterLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const db = new DatabaseSync(join(folder, 'writer.lock'))
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (cause) {
    db.close()
    throw new WriterLocked(`another process writes the records in ${folder}; stop it first, or use its API`, { cause })
  }
  return { release: () => db.close() }
}
