import { type EntryType, SEALED_TYPES, type SearchDraft, type StateChange } from '../../core/record.ts'
import { RECORD_MARK, type RecordMark } from '../../core/record-mark.ts'
import { openFeed, openPartRow, type PartRow } from '../commit/part-row.ts'
import type { KeyRing } from '../key-ring.ts'
import type { SearchDocument } from '../sqlite/search-index.ts'

type Awaitable<T> = T | Promise<T>

/** A row of the log's entries, as far as the index needs it. */
export interface FeedRow {
  readonly idx: number
  readonly id: string
  readonly type: EntryType
  readonly ref: string | null
  readonly time: string
  readonly entry: Uint8Array
}

/** What a record store is asked for by whoever makes documents of its entries. */
export interface FeedSource {
  /** A name of this log that another one doesn't have: its first entry's hash; empty while there is none. */
  logId(): Awaitable<string>
  size(): Awaitable<number>
  /** Entries `[from, to)`, in order. */
  entries(from: number, to: number): Awaitable<readonly FeedRow[]>
  /** Parts of `[from, to)` that hold something for the index, by entry; an entry has one. */
  feeds(from: number, to: number): Awaitable<ReadonlyMap<number, PartRow>>
  /** The part `meta` of an entry; undefined: it is gone. */
  meta(index: number): Awaitable<PartRow | undefined>
  /** Where the entries of an exchange stand, in order. */
  indexesOf(exchange: string): Awaitable<readonly number[]>
  /** The row of state, parsed; null: there is none. */
  mark(exchange: string): Awaitable<RecordMark | null>
  close(): Awaitable<void>
}

/** What the log holds for the index, in order. */
export interface SearchFeed extends Pick<FeedSource, 'logId' | 'size' | 'close'> {
  /**
   * Documents of entries `[from, to)`; none for sealed types. Destroyed contents leave facets of the entry only. Where an
   * entry marks an exchange, the documents of that exchange come again.
   */
  documents(from: number, to: number): Promise<SearchDocument[]>
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

/** Makes documents of what a store holds. */
export function readDocuments(source: FeedSource, ring: KeyRing): SearchFeed {
  /** Exchanges that a sealed entry marks. */
  async function marked(row: FeedRow): Promise<string[]> {
    const bytes = await metaOf(row)
    if (bytes === null || !bytes.includes(RECORD_MARK)) return []
    const { state = [] } = JSON.parse(bytes.toString()) as { state?: readonly StateChange[] }
    return state.filter(({ kind }) => kind === RECORD_MARK).map(({ key }) => key)
  }

  async function documentOf(row: FeedRow, part: PartRow | undefined): Promise<SearchDocument> {
    const { idx, id, ref, time, type } = row
    const said = JSON.parse(Buffer.from(row.entry).toString()) as EntryLine
    const opening = ref === null ? undefined : (await source.indexesOf(ref))[0]
    const prompt = opening === undefined || opening === idx ? null : opening
    const own = part === undefined ? null : searched(openFeed(id, part, ring)!)
    // An end that was made from the spool, or a piece, is about what its prompt was about.
    const facets = own?.facets ?? (await (prompt === null ? ownerFacets(row) : facetsAt(prompt)))
    const isSilent = own === null && type !== 'piece' && said.parts.some(({ n }) => n === 'body')
    const mark = ref === null ? null : await source.mark(ref)
    const texts = own?.texts ?? []
    const known = { ...withHas(facets, isSilent), ...markFacets(mark) }
    return {
      index: idx,
      id,
      ref,
      time,
      type,
      agency: said.agency,
      series: said.series,
      prompt,
      texts,
      facets: known,
      identifiers: own?.identifiers ?? [],
    }
  }

  /** Without anything for the index, `meta` still tells which side of a wall it is on; without `meta`, nobody can. */
  async function ownerFacets(row: FeedRow): Promise<SearchDraft['facets']> {
    const bytes = await metaOf(row)
    if (bytes === null) return {}
    const { principal, declared } = JSON.parse(bytes.toString()) as PromptMeta
    return { unit: principal?.unit ?? '', purpose: declared?.purpose?.id ?? '' }
  }

  async function metaOf({ idx, id }: FeedRow): Promise<Buffer | null> {
    const row = await source.meta(idx)
    return row === undefined ? null : openPartRow(id, row, ring)
  }

  async function facetsAt(index: number): Promise<SearchDraft['facets']> {
    const part = (await source.feeds(index, index + 1)).get(index)
    const [row] = await source.entries(index, index + 1)
    if (row === undefined) return {}
    return part === undefined ? ownerFacets(row) : searched(openFeed(row.id, part, ring)!).facets
  }

  async function documents(from: number, to: number): Promise<SearchDocument[]> {
    const rows = await source.entries(from, to)
    const fed = await source.feeds(from, to)
    const found = new Map<number, SearchDocument>()
    for (const row of rows) if (!SEALED_TYPES.has(row.type)) found.set(row.idx, await documentOf(row, fed.get(row.idx)))
    for (const row of rows)
      for (const exchange of SEALED_TYPES.has(row.type) ? await marked(row) : [])
        for (const idx of await source.indexesOf(exchange))
          if (idx < from) for (const document of await documents(idx, idx + 1)) found.set(document.index, document)
    return [...found.values()].toSorted((a, b) => a.index - b.index)
  }

  return { logId: () => source.logId(), size: () => source.size(), documents, close: () => source.close() }
}

function markFacets(mark: RecordMark | null): Record<string, string> {
  if (mark === null) return {}
  return {
    ...(mark.labels.length === 0 ? {} : { label: mark.labels.join(' ') }),
    ...(mark.holds.length === 0 ? {} : { hold: mark.holds.join(' ') }),
    reviewed: mark.reviewed ? 'yes' : 'no',
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
  const { facets, spans, identifiers = [] } = JSON.parse(line.toString()) as Omit<SearchDraft, 'text'>
  if (spans !== undefined) return { facets, identifiers, texts: textsAt(content, spans) }
  return { facets, identifiers, texts: [(newline < 0 ? content : feed.subarray(newline + 1)).toString()] }
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
