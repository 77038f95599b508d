import type { TimeField } from './query-fields.ts'

/** What was asked, as a tree. Positions count characters of the query from 1. */
export type QueryNode =
  | { readonly kind: 'every' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly part: QueryNode }
  | WordsNode
  /** Words or phrases with at most `distance` words between them, in any order. */
  | { readonly kind: 'near'; readonly texts: readonly string[]; readonly distance: number }
  | { readonly kind: 'facet'; readonly name: string; readonly value: string }
  /** `instant` in RFC 3339 UTC. */
  | { readonly kind: 'time'; readonly name: TimeField; readonly instant: string; readonly position: number }

/** A word, or words that follow each other; the last may be the beginning of one. */
export interface WordsNode {
  readonly kind: 'words'
  readonly text: string
  readonly isPrefix: boolean
}
