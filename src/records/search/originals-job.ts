import type { QueryNode } from './query-tree.ts'

/** How a search of sealed originals stands. Only positions come out of it: what they hold takes a reveal. */
export interface OriginalsJob {
  readonly owner: string
  readonly request: string
  readonly query: string
  /** Entries of the log when it began: what came later is not in its scope. */
  readonly frozenAt: number
  readonly scope: number
  scanned: number
  status: 'running' | 'done' | 'cancelled' | 'failed'
  /** Positions in the log. */
  found: readonly number[]
  /** Entries of the scope whose content is destroyed. */
  gone: number
  readonly stop: AbortController
}

/** Finds in the originals of entries; a record store has it. */
export type ScanOriginals = (
  asked: { readonly indexes: readonly number[]; readonly query: QueryNode },
  signal: AbortSignal,
  onProgress: (scanned: number) => void,
) => Promise<{ readonly found: readonly number[]; readonly gone: number }>
