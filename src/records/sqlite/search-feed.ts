import type { DatabaseSync } from 'node:sqlite'
import { type EntryType, SEALED_TYPES, type SearchDraft } from '../../core/record.ts'
import type { KeyRing } from '../key-ring.ts'
import { PARTS_MAX } from './commit-batch.ts'
import { openPartRow, type PartRow } from './part-row.ts'
import { SEARCH_FEED } from './seal-entry.ts'
import type { SearchDocument } from './search-index.ts'
import { toBuffer } from './tile-source.ts'

interface FeedRow {
  readonly idx: number
  readonly id: string
  readonly type: EntryType
  readonly ref: string | null
  readonly time: string
  readonly entry: Uint8Array
}

/** What the log holds for the index, in order. */
export interface SearchFeed {
  /** A name of this log that another one doesn't have: its first entry's hash. */
  logId(): string
  size(): number
  /** Documents of entries `[from, to)`; none for sealed types. Destroyed contents leave facets of the entry only. */
  documents(from: number, to: number): SearchDocument[]
}

export function createSearchFeed(db: DatabaseSync, ring: KeyRing): SearchFeed {
  const first = db.prepare('SELECT hex(leaf) AS leaf FROM log_entry WHERE idx = 0')
  const size = db.prepare('SELECT size FROM tree_state')
  const entries = db.prepare(
    'SELECT idx, id, type, ref, time, entry FROM log_entry WHERE idx >= ? AND idx < ? ORDER BY idx',
  )
  const parts = db.prepare(
    `SELECT key, name, kek, salt, nonce, wrapped, ciphertext FROM part WHERE key >= ? AND key < ? AND name IN ('body', '${SEARCH_FEED}')`,
  )

  function draftOf(row: FeedRow): SearchDraft | null {
    const contents = new Map<string, Buffer>()
    for (const part of parts.all(row.idx * PARTS_MAX, (row.idx + 1) * PARTS_MAX) as unknown as PartRow[]) {
      if (part.name === SEARCH_FEED || part.kek === 'record') contents.set(part.name, openPartRow(row.id, part, ring))
    }
    const feed = contents.get(SEARCH_FEED)
    if (feed === undefined) return null
    const { facets, text } = JSON.parse(feed.toString()) as { facets: Record<string, string>; text?: string }
    return { facets, text: text ?? contents.get('body')?.toString() ?? '' }
  }

  return {
    logId: () => (first.get() as { leaf: string } | undefined)?.leaf ?? '',
    size: () => (size.get() as { size: number } | undefined)?.size ?? 0,
    documents(from, to) {
      const rows = (entries.all(from, to) as unknown as FeedRow[]).filter((row) => !SEALED_TYPES.has(row.type))
      return rows.map((row) => {
        const { agency } = JSON.parse(toBuffer(row.entry).toString()) as { agency: string }
        const { text, facets } = draftOf(row) ?? { text: '', facets: {} }
        return { index: row.idx, id: row.id, ref: row.ref, time: row.time, type: row.type, agency, text, facets }
      })
    },
  }
}
