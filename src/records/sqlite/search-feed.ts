import type { DatabaseSync } from 'node:sqlite'
import { type EntryType, SEALED_TYPES, type SearchDraft, type StateChange } from '../../core/record.ts'
import { RECORD_MARK, type RecordMark } from '../../core/record-mark.ts'
import type { KeyRing } from '../key-ring.ts'
import { PARTS_MAX } from './commit-batch.ts'
import { openFeed, openPartRow, type PartRow } from './part-row.ts'
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

interface EntryLine {
  readonly agency: string
  readonly series: string
  readonly parts: readonly { readonly n: string }[]
}

interface PromptMeta {
  readonly principal?: { readonly unit: string }
  readonly declared?: { readonly purpose?: { readonly id: string | null } }
}

/** What the log holds for the index, in order. */
export interface SearchFeed {
  /** A name of this log that another one doesn't have: its first entry's hash. */
  logId(): string
  size(): number
  /**
   * Documents of entries `[from, to)`; none for sealed types. Destroyed contents leave facets of the entry only. Where an
   * entry marks an exchange, the documents of that exchange come again.
   */
  documents(from: number, to: number): SearchDocument[]
  /** The document of one entry; null for a sealed one. */
  document(index: number): SearchDocument | null
}

export function createSearchFeed(db: DatabaseSync, ring: KeyRing): SearchFeed {
  const first = db.prepare('SELECT hex(leaf) AS leaf FROM log_entry WHERE idx = 0')
  const size = db.prepare('SELECT size FROM tree_state')
  const entries = db.prepare(
    'SELECT idx, id, type, ref, time, entry FROM log_entry WHERE idx >= ? AND idx < ? ORDER BY idx',
  )
  const ofExchange = db.prepare('SELECT idx FROM log_entry WHERE ref = ? ORDER BY idx')
  const columns = 'SELECT key, name, kek, seal, ciphertext, feed FROM part'
  const feeds = db.prepare(`${columns} WHERE key >= ? AND key < ? AND feed > 0 ORDER BY key`)
  const metas = db.prepare(`${columns} WHERE key >= ? AND key < ? AND name = 'meta'`)
  const mark = db.prepare('SELECT value FROM state WHERE kind = ? AND key = ?')

  /** Rows of `[from, to)` that hold something for the index, by entry; an entry has one. */
  function feedRows(from: number, to: number): Map<number, PartRow> {
    const rows = feeds.all(from * PARTS_MAX, to * PARTS_MAX) as unknown as (PartRow & { key: number })[]
    return new Map(rows.map((row) => [Math.floor(row.key / PARTS_MAX), row]))
  }

  /** Exchanges that a sealed entry marks. */
  function marked(row: FeedRow): string[] {
    const bytes = metaOf(row)
    if (bytes === null || !bytes.includes(RECORD_MARK)) return []
    const { state = [] } = JSON.parse(bytes.toString()) as { state?: readonly StateChange[] }
    return state.filter(({ kind }) => kind === RECORD_MARK).map(({ key }) => key)
  }

  function documentOf(row: FeedRow, part: PartRow | undefined): SearchDocument {
    const { idx, id, ref, time, type } = row
    const said = JSON.parse(toBuffer(row.entry).toString()) as EntryLine
    const opening = ref === null ? null : ((ofExchange.get(ref) as { idx: number } | undefined)?.idx ?? null)
    const prompt = opening === idx ? null : opening
    const own = part === undefined ? null : searched(openFeed(id, part, ring)!)
    // An end that was made from the spool, or a piece, is about what its prompt was about.
    const facets = own?.facets ?? (prompt === null ? ownerFacets(row) : facetsAt(prompt))
    const isSilent = own === null && type !== 'piece' && said.parts.some(({ n }) => n === 'body')
    return {
      index: idx,
      id,
      ref,
      time,
      type,
      agency: said.agency,
      series: said.series,
      prompt,
      texts: own?.texts ?? [],
      facets: { ...withHas(facets, isSilent), ...markOf(ref) },
    }
  }

  /** Without anything for the index, `meta` still tells which side of a wall it is on; without `meta`, nobody can. */
  function ownerFacets(row: FeedRow): SearchDraft['facets'] {
    const bytes = metaOf(row)
    if (bytes === null) return {}
    const { principal, declared } = JSON.parse(bytes.toString()) as PromptMeta
    return { unit: principal?.unit ?? '', purpose: declared?.purpose?.id ?? '' }
  }

  function metaOf({ idx, id }: FeedRow): Buffer | null {
    const row = metas.get(idx * PARTS_MAX, (idx + 1) * PARTS_MAX) as unknown as PartRow | undefined
    return row === undefined ? null : openPartRow(id, row, ring)
  }

  function facetsAt(index: number): SearchDraft['facets'] {
    const part = feedRows(index, index + 1).get(index)
    const row = (entries.all(index, index + 1) as unknown as FeedRow[])[0]
    if (row === undefined) return {}
    return part === undefined ? ownerFacets(row) : searched(openFeed(row.id, part, ring)!).facets
  }

  function markOf(ref: string | null): Record<string, string> {
    const row = ref === null ? undefined : (mark.get(RECORD_MARK, ref) as { value: string } | undefined)
    if (row === undefined) return {}
    const { labels, holds, reviewed } = JSON.parse(row.value) as RecordMark
    return {
      ...(labels.length === 0 ? {} : { label: labels.join(' ') }),
      ...(holds.length === 0 ? {} : { hold: holds.join(' ') }),
      reviewed: reviewed ? 'yes' : 'no',
    }
  }

  function documents(from: number, to: number): SearchDocument[] {
    const rows = entries.all(from, to) as unknown as FeedRow[]
    const fed = feedRows(from, to)
    const found = new Map<number, SearchDocument>()
    for (const row of rows) if (!SEALED_TYPES.has(row.type)) found.set(row.idx, documentOf(row, fed.get(row.idx)))
    for (const row of rows)
      for (const exchange of SEALED_TYPES.has(row.type) ? marked(row) : [])
        for (const { idx } of ofExchange.all(exchange) as { idx: number }[])
          if (idx < from) for (const document of documents(idx, idx + 1)) found.set(idx, document)
    return [...found.values()].toSorted((a, b) => a.index - b.index)
  }

  return {
    logId: () => (first.get() as { leaf: string } | undefined)?.leaf ?? '',
    size: () => (size.get() as { size: number } | undefined)?.size ?? 0,
    documents,
    document: (index) => documents(index, index + 1).find((document) => document.index === index) ?? null,
  }
}

/** Words that aren't there can't be found, and the asker is told. */
function withHas(facets: SearchDraft['facets'], isGone: boolean): SearchDraft['facets'] {
  if (!isGone) return facets
  return { ...facets, has: [...new Set([...(facets['has'] ?? '').split(' '), 'unindexed'])].join(' ').trim() }
}

/** Reads what `seal-entry.ts` put behind a part: one line of JSON, then the text unless it is in the body. */
function searched({ content, feed }: { content: Buffer; feed: Buffer }) {
  const newline = feed.indexOf('\n')
  const line = newline < 0 ? feed : feed.subarray(0, newline)
  const { facets, spans } = JSON.parse(line.toString()) as Omit<SearchDraft, 'text'>
  if (spans !== undefined) return { facets, texts: textsAt(content, spans) }
  return { facets, texts: [(newline < 0 ? content : feed.subarray(newline + 1)).toString()] }
}

/** The texts that JSON strings of a body spell. A place that holds no string, which nothing writes, counts as empty. */
function textsAt(body: Buffer, spans: NonNullable<SearchDraft['spans']>): string[] {
  const read = ([start, end]: readonly [number, number]): string => {
    try {
      return String(JSON.parse(body.toString('utf8', start, end)))
    } catch {
      return ''
    }
  }
  return spans.map((run) => run.map(read).join(''))
}
