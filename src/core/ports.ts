import type { Destroyed, DestroyOrder } from './destruction.ts'
import type { EntryId, ExchangeId } from './ids.ts'
import type { EntryDraft, EntryType, PlacedChange, Position, SpoolSegment, StoredEntry } from './record.ts'
import type { SaltedEntry } from './salted-entry.ts'

/** Thrown or rejected by a record store that can't promise durability now. The gateway answers 503 `record_unavailable`. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  readonly reason: 'full' | 'read_only' | 'locked' | 'slow' | 'lost' | 'closed' | 'fault'
  constructor(reason: StoreUnavailable['reason'], options?: ErrorOptions) {
    super(`record store unavailable: ${reason}`, options)
    this.reason = reason
  }
}

/**
 * Rejected where a row that an act rests on isn't what it was any more: somebody, at whatever gateway of the log, was first,
 * and nothing of the act is written.
 */
export class StateMoved extends Error {
  override readonly name = 'StateMoved'
  /** The rows that have changed, as the log has them now. */
  readonly rows: readonly PlacedChange[]
  constructor(rows: readonly PlacedChange[]) {
    super(`changed meanwhile: ${rows.map(({ kind }) => kind).join(', ')}`)
    this.rows = rows
  }
}

/** The part of a record store that writes. One writer for each log. */
export interface RecordWriter {
  /**
   * Resolves once the entry survives a crash, is in the tree, and its state changes are in force; entries are ordered
   * as they were given. A terminal entry for an exchange that has one already is not written twice: it resolves with the
   * first one's position, which says so. A terminal entry removes the exchange's spooled segments in the same transaction, an entry that
   * folds them those that it took.
   * Where a row of its `basis` has changed it isn't written, and rejects with {@link StateMoved}: rows are compared in the
   * transaction that writes, so of two entries on the same row one counts, at whichever gateways they were given.
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
  /** The same with the salts of its parts: what whoever is handed both can check against the tree. */
  saltedById(id: EntryId): Promise<SaltedEntry | null>
  /** All entries of an exchange, in order. */
  exchange(ref: ExchangeId): Promise<StoredEntry[]>
  /**
   * All entries of an exchange as they lie there, each part held against what its entry committed to. Other than the reads
   * above it doesn't fail where something was altered: it says so.
   */
  examine(ref: ExchangeId): Promise<ExaminedEntry[]>
  /** Entries examined by their `meta` part alone, in their order: for what asks it of every exchange of the log. */
  examineMetas(indexes: readonly number[]): Promise<ExaminedEntry[]>
  /** Access entries before an index, newest first. */
  accessEntries(before: number, limit: number): Promise<StoredEntry[]>
  /** Rows of a kind whose key begins so, all unless said, by key; they are read some at a time, and needn’t be in memory at once. */
  state(kind: string, prefix?: string): AsyncIterable<StateRow>
  stateOf(kind: string, key: string): Promise<unknown>
  search(query: SearchQuery): Promise<SearchPage>
}

/** An entry as it lies in the store, nothing trusted. */
export interface ExaminedEntry {
  readonly index: number
  readonly id: EntryId
  readonly type: EntryType
  readonly ref: ExchangeId
  readonly time: string
  /** The stored bytes that should hash into the tree. */
  readonly bytes: Buffer
  /** Whether they are an entry, and the one that the store files it as. */
  readonly isItself: boolean
  readonly parts: readonly ExaminedPart[]
}

export interface ExaminedPart {
  readonly name: string
  /** `absent`: nothing is stored; whether that is lawful, dispositions say. */
  readonly answer: 'intact' | 'altered' | 'absent'
  readonly content: Buffer | null
}

/** A field of a record and a value of it; upper and lower case are one. */
export interface Facet {
  readonly name: string
  readonly value: string
}

export interface SearchQuery {
  /**
   * Words, "phrases", prefix*, NEAR, AND/OR/NOT, parentheses and the fields of `records/search/query-fields.ts`. What
   * can't be read rejects with `SearchQueryError`, and so does what takes too long.
   */
  readonly query: string
  /**
   * Exchanges that incidents of the query speak of, by number, as far as the asker may know of them; absent: it can't ask for
   * incidents.
   */
  readonly incidents?: Readonly<Record<string, readonly string[]>>
  /** Agencies the reader may see; empty means none. */
  readonly agencies: readonly string[]
  /** Only records that have this one as well. */
  readonly having?: Facet
  /** Only records that have one of these; absent: all. */
  readonly within?: readonly Facet[]
  /** No record that has one of these: neither in hits nor in any count. */
  readonly without?: readonly Facet[]
  /** Nor these entries, by their position: few, and closed so lately that the index may not know. */
  readonly except?: readonly number[]
  readonly limit: number
  readonly cursor?: string
  /** The hits newer than the cursor that are nearest to it, instead of the older ones. */
  readonly newer?: boolean
  /** Spans of time to count the hits in, by decision. */
  readonly slots?: readonly TimeSlot[]
  /** Months (`2026-11`) whose use is told by person and field, for reports: of what may be reached, whatever the query says. */
  readonly tally?: readonly string[]
  /** Nothing but that use is told: no hits, and no counts, which take long where there is much. */
  readonly only?: 'tally'
  /** Fields to count the hits by. */
  readonly countBy?: readonly string[]
  /** False leaves the exact number of hits out, which is the slow part of a search for common words. */
  readonly total?: boolean
  /** False leaves the words around each hit out: whoever lists records needs none, and they take most of the time. */
  readonly snippets?: boolean
  /** The asker left: the search is given up and rejects. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds after which it is given up as too slow; absent: five seconds. */
  readonly patience?: number | undefined
}

/** From an instant until before another, RFC 3339 UTC. */
export interface TimeSlot {
  readonly from: string
  readonly to: string
}

/** Hits of a span of time. */
export interface SlotCount extends TimeSlot {
  readonly total: number
  readonly allowed: number
  readonly refused: number
}

/** What somebody did with AI in a month, under one unit, system and purpose. `cost` in millionths of a dollar. */
export interface TallyRow {
  readonly month: string
  readonly unit: string
  readonly system: string
  readonly purpose: string
  readonly user: string
  readonly exchanges: number
  readonly refused: number
  readonly reviewed: number
  readonly unreviewed: number
  readonly cost: number
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

/** What was looked at, so that an empty answer can be judged. */
export interface SearchScope {
  readonly agencies: readonly string[]
  /** RFC 3339 UTC; null: no bound. */
  readonly after: string | null
  readonly before: string | null
  /** Records that the query's fields and times leave, whatever their words. */
  readonly records: number
  /** Of these, records whose words were not looked at: their class is confidential or higher, or they were destroyed. */
  readonly unindexed: number
}

export interface SearchPage {
  readonly hits: readonly SearchHit[]
  /** Exact; null where it wasn't asked for. */
  readonly total: number | null
  readonly cursor: string | null
  /** Hits that are newer than those of this page; null where no total was asked for. */
  readonly newer: number | null
  /** As asked for; empty where nothing was. */
  readonly slots: readonly SlotCount[]
  readonly tally: readonly TallyRow[]
  /** Entries in the log that the index hasn't seen yet. */
  readonly lag: number
  /** Entries that it has seen. */
  readonly upTo: number
  /** Records in scope whose text holds removed words. */
  readonly withRemovedWords: number
  readonly scope: SearchScope
  /** Hits by field and value, most first; empty where none were asked for. */
  readonly counts: Readonly<Record<string, readonly { readonly value: string; readonly count: number }[]>>
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
  /** Entries that the index has no words of, since their content is not what was recorded: `log verify` names them. */
  readonly indexAltered: number
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
