import type { DatabaseSync } from 'node:sqlite'
import { type EntryType, SEALED_TYPES, type SearchDraft } from '../../core/record.ts'
import { openFeed, type PartRow } from '../commit/part-row.ts'
import { toBuffer } from '../commit/to-buffer.ts'
import type { KeyRing } from '../key-ring.ts'
import { PARTS_MAX } from './commit-batch.ts'
import type { SearchDocument } from './search-index.ts'

/** A row of the log's entries, as far as the index needs it. */
export interface FeedRow {
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
  logId(): string | Promise<string>
  size(): number | Promise<number>
  /** Documents of entries `[from, to)`; none for sealed types. Destroyed contents leave facets of the entry only. */
  documents(from: number, to: number): SearchDocument[] | Promise<SearchDocument[]>
  close(): void | Promise<void>
}

export function createSearchFeed(db: DatabaseSync, ring: KeyRing): SearchFeed {
  const first = db.prepare('SELECT hex(leaf) AS leaf FROM log_entry WHERE idx = 0')
  const size = db.prepare('SELECT size FROM tree_state')
  const entries = db.prepare(
    'SELECT idx, id, type, ref, time, entry FROM log_entry WHERE idx >= ? AND idx < ? ORDER BY idx',
  )
  const feeds = db.prepare(
    'SELECT key, name, kek, seal, ciphertext, feed FROM part WHERE key >= ? AND key < ? AND feed > 0 ORDER BY key',
  )

  /** Rows of `[from, to)` that hold something for the index, by entry; an entry has one. */
  function feedRows(from: number, to: number): Map<number, PartRow> {
    const rows = feeds.all(from * PARTS_MAX, to * PARTS_MAX) as unknown as (PartRow & { key: number })[]
    return new Map(rows.map((row) => [Math.floor(row.key / PARTS_MAX), row]))
  }

  return {
    logId: () => (first.get() as { leaf: string } | undefined)?.leaf ?? '',
    size: () => (size.get() as { size: number } | undefined)?.size ?? 0,
    documents(from, to) {
      const rows = (entries.all(from, to) as unknown as FeedRow[]).filter((row) => !SEALED_TYPES.has(row.type))
      const fed = feedRows(from, to)
      return rows.map((row) => toDocument(row, fed.get(row.idx), ring))
    },
    close: () => db.close(),
  }
}

/** What the index takes of an entry; `part` holds the words, and is absent where there are none. */
export function toDocument(row: FeedRow, part: PartRow | undefined, ring: KeyRing): SearchDocument {
  const { agency } = JSON.parse(toBuffer(row.entry).toString()) as { agency: string }
  const { text, facets } = part === undefined ? NOTHING : searched(openFeed(row.id, part, ring)!)
  return { index: row.idx, id: row.id, ref: row.ref, time: row.time, type: row.type, agency, text, facets }
}

const NOTHING = { text: '', facets: {} }

/** Reads what `seal-entry.ts` put behind a part: one line of JSON, then the text unless it is in the body. */
function searched({ content, feed }: { content: Buffer; feed: Buffer }) {
  const newline = feed.indexOf('\n')
  const line = newline < 0 ? feed : feed.subarray(0, newline)
  const { facets, spans } = JSON.parse(line.toString()) as Omit<SearchDraft, 'text'>
  if (spans !== undefined) return { facets, text: textAt(content, spans) }
  return { facets, text: (newline < 0 ? content : feed.subarray(newline + 1)).toString() }
}

/** The texts that JSON strings of a body spell. A place that holds no string, which nothing writes, counts as empty. */
function textAt(body: Buffer, spans: NonNullable<SearchDraft['spans']>): string {
  const read = ([start, end]: readonly [number, number]): string => {
    try {
      return String(JSON.parse(body.toString('utf8', start, end)))
    } catch {
      return ''
    }
  }
  return spans.map((run) => run.map(read).join('')).join('\n')
}
