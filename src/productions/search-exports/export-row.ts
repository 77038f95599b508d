import type { SearchReach } from '../../policy/record-access.ts'

/** State kind of exports of searches, by the id of the entry that ordered them: rows of {@link SearchExportRow}. */
export const SEARCH_EXPORT = 'search-export'

/** What was asked for; only in the body of the entry that ordered it. */
export interface ExportOrder {
  readonly query: string
  readonly purpose: string | null
  readonly matter: string | null
  readonly reason: string
}

export interface ExportFile {
  readonly name: string
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
}

/** An export of what a search finds, as the state has it. */
export interface SearchExportRow {
  readonly id: string
  readonly agency: string
  /** Principal key. */
  readonly by: string
  readonly status: 'running' | 'done' | 'cancelled' | 'failed' | 'gone'
  /** How far its asker reached when it was ordered: nothing beyond is in it. */
  readonly reach: SearchReach
  /** What the incidents that its search names spoke of, as far as its asker might know; absent: it names none. */
  readonly incidents?: Readonly<Record<string, readonly string[]>>
  /** Nothing recorded from this index on is in it. */
  readonly upTo: number
  /** Rows that the search had when it was ordered. */
  readonly found: number
  /** RFC 3339 UTC. */
  readonly startedAt: string
  readonly finishedAt: string | null
  /** Which gateway has its files. */
  readonly instance: string
  readonly rows: number | null
  readonly files: readonly ExportFile[]
  /** Why it failed, for people. */
  readonly fault: string | null
}
