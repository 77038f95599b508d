import type { EntryId, ExchangeId } from './ids.ts'

/**
 * What an entry says happened. A `piece` is a part of an answer that is too long for one entry: its exchange's pieces in
 * order and then its terminal entry hold the whole. `sealed` types show `sealed` in the tree; their real type is in `meta`. */
export type EntryType =
  | 'prompt'
  | 'piece'
  | 'response'
  | 'interrupted'
  | 'blocked'
  | 'error'
  | 'attachment'
  | 'access'
  | 'export'
  | 'hold'
  | 'hold_release'
  | 'disposition'
  | 'disposition_done'
  | 'redaction'
  | 'policy'
  | 'retention_rule'
  | 'keychange'
  | 'admin'
  | 'boot'
  | 'outage'
  | 'clock'
  | 'rollback_notice'
  | 'incident'
  | 'review'

/** Types whose very kind would tell an outsider about a person or a case: shown as `sealed` in the tree, without reference. */
export const SEALED_TYPES: ReadonlySet<EntryType> = new Set([
  'access',
  'hold',
  'hold_release',
  'incident',
  'review',
  'admin',
])

/** Types that end an exchange. Exactly one of them exists for each prompt. */
export const TERMINAL_TYPES: ReadonlySet<EntryType> = new Set(['response', 'interrupted', 'blocked', 'error'])

/** `record`: auditors and records officers; `sealed`: the person for their own, others by reveal. Two key-encryption keys. */
export type PartKey = 'record' | 'sealed'

/** One unit of destruction or withholding. `bytes` are exact; only `meta` is canonical JSON (RFC 8785). */
export interface PartDraft {
  readonly name: 'meta' | 'body' | 'orig' | 'out' | `raw:${number}`
  readonly key: PartKey
  readonly bytes: Uint8Array
}

/** A projection of the log that the gateway reads at run time (acknowledgments, revocations): rebuilt from entries, never the source. */
export interface StateChange {
  readonly kind: string
  readonly key: string
  /** JSON; `null` removes the row. */
  readonly value: unknown
}

/** A row of a projection as an act was worked out from it. */
export interface StateBasis {
  readonly kind: string
  readonly key: string
  /** JSON; `null`: there was no such row. */
  readonly value: unknown
}

/** A change of a projection, with the index of the entry that caused it. */
export interface PlacedChange extends StateChange {
  readonly index: number
}

/** What the search index is fed with; absent for classes from confidential up, then only facets are kept. */
export interface SearchDraft {
  readonly text: string
  /** In place of `text`: where it stands in the part `body`, as byte ranges of JSON strings; inner lists are one text. */
  readonly spans?: readonly (readonly (readonly [start: number, end: number])[])[]
  readonly facets: Readonly<Record<string, string>>
  /** Tokens of identifiers (`identifier-token.ts`), for exact look-ups; in no facet, and shown to nobody. */
  readonly identifiers?: readonly string[]
}

/** What the writer is asked to append. The writer sets index, time, instance sequence, salts, keys and commitments. */
export interface EntryDraft {
  readonly id: EntryId
  readonly type: EntryType
  /** The exchange this entry belongs to. */
  readonly ref?: ExchangeId
  readonly agency: string
  readonly series: string
  /** Version of the policy in force. */
  readonly policy: string
  /** `meta` as a plain object: the writer canonicalises it and adds `type`. */
  readonly meta: Readonly<Record<string, unknown>>
  /** Parts other than `meta`. */
  readonly parts: readonly PartDraft[]
  readonly state?: readonly StateChange[]
  /** Rows that must still be so when the entry is written; otherwise nothing of it is, whoever changed them. */
  readonly basis?: readonly StateBasis[]
  readonly search?: SearchDraft
  /** Whose words `body` holds. What the same caller sent before, in the same order, is stored once; nobody else's ever is. */
  readonly caller?: string
  /** `body` and `out` are made from the exchange's spool, which loses what was taken. */
  readonly folds?: SpoolFold
}

/** An answer whose segments are in the spool already, so that nobody need hold it whole to record it. */
export interface SpoolFold {
  /**
   * Takes the spooled segments with a lower number. Those from here on never were released: in a terminal entry their
   * bytes are repeated in `body`.
   */
  readonly segments: number
  /** What follows them. */
  readonly body: Uint8Array
  readonly released: Uint8Array
}

/** Where an entry stands in the log. */
export interface Position {
  readonly index: number
  /** RFC 3339 UTC, milliseconds; never before the previous entry's. */
  readonly time: string
  /** The exchange had ended already, by another entry: it stands here, and what was given is not in the log. */
  readonly endedBefore?: true
  /** An entry of this id stands here already, perhaps another gateway's: what was given now is not in the log. */
  readonly wasThere?: true
}

/** A piece of a stream, durable before it is shown: the vendor's bytes (as recorded) and the bytes released for them. */
export interface SpoolSegment {
  readonly ref: ExchangeId
  readonly seq: number
  readonly body: Uint8Array
  readonly released: Uint8Array
}

/** One entry as stored, its parts opened. A part is `null` when its content was destroyed or withheld. */
export interface StoredEntry {
  readonly index: number
  /** The exact canonical bytes that are hashed into the tree. */
  readonly entry: string
  readonly id: EntryId
  readonly type: EntryType
  readonly ref: ExchangeId | null
  readonly time: string
  readonly parts: Readonly<Record<string, Buffer | null>>
}
