import type { StoredEntry } from './record.ts'

/** An entry with the salts of its parts that are still there, by name. */
export interface SaltedEntry {
  readonly entry: StoredEntry
  readonly salts: ReadonlyMap<string, Buffer>
}
