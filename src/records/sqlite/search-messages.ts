import type { SearchPage } from '../../core/ports.ts'
import type { KeyRing } from '../key-ring.ts'
import type { ScopedQuery } from './search-reader.ts'

export interface SearchSettings {
  readonly folder: string
  readonly recordKey: KeyRing
  /** Where the log is when it isn't in the folder. */
  readonly databaseUrl?: string
}

/** What the thread that follows the log is asked. */
export type IndexRequest =
  | { readonly kind: 'nudge' }
  | { readonly kind: 'purge'; readonly id: number; readonly indexes: readonly number[] }
  | { readonly kind: 'close' }

export type IndexReply =
  /** The index is there, and holds the entries below `upTo`; of `altered` ones it couldn't read the words. */
  | { readonly kind: 'indexed'; readonly upTo: number; readonly altered: number }
  | { readonly kind: 'purged'; readonly id: number; readonly problem: string | null }

/** What the thread that answers is given: the folder, and one word of memory that names the query to give up. */
export interface SearchReaderSettings {
  readonly folder: string
  readonly stop: SharedArrayBuffer
}

export interface SearchRequest {
  readonly id: number
  readonly query: ScopedQuery
  readonly size: number
}

export type SearchReply =
  | { readonly kind: 'page'; readonly id: number; readonly page: SearchPage }
  | {
      readonly kind: 'refused'
      readonly id: number
      readonly problem: string
      readonly next: string
      readonly position: number | null
    }
  | { readonly kind: 'stopped'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly problem: string }
