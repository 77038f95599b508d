import type { Destroyed, DestroyOrder } from '../../core/destruction.ts'
import type { StoreUnavailable } from '../../core/ports.ts'
import type { EntryType, PartDraft, PartKey, PlacedChange, SearchDraft, StateChange } from '../../core/record.ts'
import type { BasisHead } from './basis.ts'

/** An entry on its way to the writer. The bytes of its parts follow each other in the message's buffer. */
export interface EntryHead {
  readonly id: string
  readonly type: EntryType
  readonly ref: string | null
  readonly agency: string
  readonly series: string
  readonly policy: string
  readonly meta: Readonly<Record<string, unknown>>
  readonly parts: readonly (readonly [name: PartDraft['name'], key: PartKey, bytes: number])[]
  readonly state?: readonly StateChange[]
  readonly basis?: readonly BasisHead[]
  readonly search?: SearchHead
  readonly caller?: string
  /** Folds what is spooled for `ref` into this entry's `body` and `out`. */
  readonly folds?: FoldHead
}

/** What stays in the head of what feeds the index. */
export interface SearchHead extends Omit<SearchDraft, 'text'> {
  /** Bytes of the text, which follow those of the parts; -1: it is in the body, and is not sent nor stored twice. */
  readonly text: number
}

/** `segments` null: all there are. Then a last piece, whose bytes follow those of the parts; `released` as in a segment. */
export interface FoldHead {
  readonly segments: number | null
  readonly body: number
  readonly released: number
}

/** A spooled segment. `released` is -1 when it equals the body, which is then not stored twice. */
export interface SegmentHead {
  readonly spool: string
  readonly seq: number
  readonly body: number
  readonly released: number
}

export type Head = EntryHead | SegmentHead

/** `bytes` begins with a JSON array of {@link Head}: one buffer is far cheaper to send than a thousand objects, or text. */
export interface CommitRequest {
  readonly kind: 'commit'
  readonly id: number
  readonly nowMs: number
  readonly headBytes: number
  readonly bytes: Uint8Array
}

export type WriterRequest =
  | CommitRequest
  | { readonly kind: 'probe'; readonly id: number }
  | { readonly kind: 'checkpoint'; readonly id: number; readonly nowMs: number }
  | { readonly kind: 'destroy'; readonly id: number; readonly order: DestroyOrder }
  | { readonly kind: 'close'; readonly id: number }

export type UnavailableReason = StoreUnavailable['reason']

/** What became of each head, in order. */
export interface CommitResult {
  /** Entry index; -1 for a segment or a head that was refused. */
  readonly indexes: Float64Array
  /** Time of all entries of the batch. */
  readonly time: string
  /** Entries that were in the log already: head, time, and whether it is the end that another entry gave the exchange. */
  readonly existing: readonly (readonly [head: number, time: string, isOther: boolean])[]
  /** Heads that can never be written: head, why. */
  readonly refused: readonly (readonly [head: number, why: string])[]
  /** Heads that rest on rows which have changed: head, the rows as they are. */
  readonly moved: readonly (readonly [head: number, rows: readonly PlacedChange[]])[]
  readonly size: number
}

export type WriterReply =
  | { readonly kind: 'ready'; readonly size: number; readonly lastTime: string }
  | { readonly kind: 'committed'; readonly id: number; readonly result: CommitResult }
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'checkpoint'; readonly id: number; readonly note: string }
  | { readonly kind: 'destroyed'; readonly id: number; readonly outcome: Destroyed }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: UnavailableReason; readonly message: string }
