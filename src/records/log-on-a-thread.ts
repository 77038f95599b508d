import type { ExchangeId } from '../core/ids.ts'
import type { StateRow } from '../core/ports.ts'
import type { StoredEntry } from '../core/record.ts'
import type { SaltedEntry } from '../core/salted-entry.ts'
import type { KeyRing } from './key-ring.ts'
import { openToRead } from './sqlite/open-database.ts'
import { createRecordReader } from './sqlite/record-reader.ts'

/** Where a log is, for a thread that reads it beside the gateway: it can be sent to one. */
export interface LogPlace {
  readonly folder: string
  readonly recordKey: KeyRing
  /** Where the log is when it isn't in the folder. */
  readonly databaseUrl: string | null
}

/** A log as a thread of its own reads it, contents and salts opened. */
export interface LogOnAThread {
  exchange(ref: ExchangeId): Promise<StoredEntry[]>
  saltedExchange(ref: ExchangeId): Promise<SaltedEntry[]>
  /** Rows of a kind whose key begins so, one after the other: they need not be in memory at once. */
  state(kind: string, prefix: string): AsyncIterable<StateRow>
  tile(level: number, index: number, width: number): Promise<Buffer | null>
  entryBundle(index: number, width: number): Promise<Buffer | null>
  close(): Promise<void>
}

/** How long one look may take, milliseconds. */
const READ_MS = 30_000

/** Opens the log wherever it is, to read. */
export async function openLogOnAThread({ folder, recordKey, databaseUrl }: LogPlace): Promise<LogOnAThread> {
  if (databaseUrl === null) {
    const db = openToRead(folder)
    const reader = createRecordReader(db, recordKey)
    return {
      exchange: async (ref) => reader.exchange(ref),
      saltedExchange: async (ref) => reader.saltedExchange(ref),
      async *state(kind, prefix) {
        yield* reader.state(kind, prefix)
      },
      tile: async (level, index, width) => reader.tile(level, index, width),
      entryBundle: async (index, width) => reader.entryBundle(index, width),
      close: async () => db.close(),
    }
  }
  const { openReaders } = await import('./postgres/connect.ts')
  const postgres = await import('./postgres/record-reader.ts')
  const pool = openReaders(databaseUrl, 1, READ_MS)
  const reader = postgres.createRecordReader(pool, recordKey)
  return {
    exchange: (ref) => reader.exchange(ref),
    saltedExchange: (ref) => reader.saltedExchange(ref),
    state: (kind, prefix) => reader.state(kind, prefix),
    tile: (level, index, width) => reader.tile(level, index, width),
    entryBundle: (index, width) => reader.entryBundle(index, width),
    close: () => pool.end(),
  }
}
