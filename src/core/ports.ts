import type { Destroyed, DestroyOrder } from './destruction.ts'
import type { EntryId, ExchangeId } from './ids.ts'
import type { EntryDraft, Position, SpoolSegment, StoredEntry } from './record.ts'

/** Thrown or rejected by a record store that can't promise durability now. The gateway answers 503 `record_unavailable`. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  readonly reason: 'full' | 'read_only' | 'locked' | 'slow' | 'lost' | 'closed' | 'fault'
  constructor(reason: StoreUnavailable['reason'], options?: ErrorOptions) {
    super(`record store unavailable: ${reason}`, options)
    this.reason = reason
  }
}

/** The part of a record store that writes. One writer for each log. */
export interface RecordWriter {
  /**
   * Resolves once the entry survives a crash, is in the tree, and its state changes are in force; entries are ordered
   * as they were given. A terminal entry for an exchange that has one already is not written twice: it resolves with the
   * first one's position. A terminal entry removes the exchange's spooled segments in the same transaction, an entry that
   * folds them those that it took.
   * Rejects with {@link StoreUnavailable}; an entry that was rejected as `slow` may still become durable later, and
   * `onLate` tells when it did.
   */
  append(draft: EntryDraft, onLate?: (position: Position) => void): Promise<Position>
  /** Resolves once the segment survives a crash. Segments of one exchange are given in order. */
  spool(segment: SpoolSegment): Promise<void>
}

/** A row of a projection. */
export interface StateRow {
  readonly key: string
  readonly value: unknown
}

/** The part of a record store that reads. Readers never block the writer. */
export interface RecordReader {
  size(): Promise<number>
  entry(index: number): Promise<StoredEntry | null>
  byId(id: EntryId): Promise<StoredEntry | null>
  /** All entries of an exchange, in order. */
  exchange(ref: ExchangeId): Promise<StoredEntry[]>
  state(kind: string): Promise<StateRow[]>
  stateOf(kind: string, key: string): Promise<unknown>
  search(query: SearchQuery): Promise<SearchPage>
}

export interface SearchQuery {
  /** Words, "phrases", prefix*, AND/OR/NOT and facets `user:`, `agency:`, `system:`, `decision:`, `purpose:`, `after:`, `before:`. */
  readonly query: string
  /** Agencies the reader may see; empty means none. */
  readonly agencies: readonly string[]
  readonly limit: number
  readonly cursor?: string
}

export interface SearchHit {
  readonly index: number
  readonly id: EntryId
  readonly ref: ExchangeId | null
  readonly time: string
  readonly type: string
  readonly snippet: string
  readonly facets: Readonly<Record<string, string>>
}

export interface SearchPage {
  readonly hits: readonly SearchHit[]
  readonly total: number
  readonly cursor: string | null
  /** Entries in the log that the index hasn't seen yet. */
  readonly lag: number
  /** Hits in scope whose text holds removed words. */
  readonly withRemovedWords: number
}

/** The public, hash-only face of the log (C2SP tlog-tiles). */
export interface LogReader {
  /** The newest signed checkpoint (C2SP tlog-checkpoint), persisted before it is shown. */
  checkpoint(): Promise<string>
  /** A hash tile or null where the tree doesn't reach. `width` 256 for a full tile. */
  tile(level: number, index: number, width: number): Promise<Buffer | null>
  entryBundle(index: number, width: number): Promise<Buffer | null>
}

/** What `/readyz` says of the store. */
export interface StoreHealth {
  readonly writable: boolean
  readonly reason: string | null
  readonly size: number
  readonly indexLag: number
  readonly commits: number
  readonly entries: number
}

/** The only way in which content goes: the entry stays in the tree, and says for ever what was there. */
export interface RecordDestroyer {
  /**
   * Destroys salt, content and key of every part of entries, but of none that a hold keeps: looked at in the transaction that
   * deletes. Resolves once that is durable; may be asked again for the same. Rejects without a disposition behind them.
   */
  destroy(order: DestroyOrder): Promise<Destroyed>
  /** Resolves once no file of this gateway's search index holds a word of these entries. */
  purgeSearch(indexes: readonly number[]): Promise<void>
}

export interface RecordStore extends RecordWriter, RecordReader, LogReader, RecordDestroyer {
  health(): StoreHealth
  /** Writes what is queued, then closes. */
  close(): Promise<void>
}
