import { HELD, type HeldRows, type IndexRange, inRanges, toRanges } from '../../core/destruction.ts'
import { type EntryType, SEALED_TYPES, type SearchDraft, type StateChange } from '../../core/record.ts'
import { RECORD_MARK, type RecordMark } from '../../core/record-mark.ts'
import { openFeed, openPartRow, type PartRow } from '../commit/part-row.ts'
import type { KeyRing } from '../key-ring.ts'
import type { SearchDocument } from '../sqlite/search-index.ts'

type Awaitable<T> = T | Promise<T>

/** Value of `has:` for an entry whose content is not what was recorded. */
export const ALTERED = 'altered'

/** Entries that are read again at a time. */
const STEP = 256

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
  /** Rows of what legal holds keep, parsed. */
  held(): Awaitable<readonly HeldRows[]>
  close(): Awaitable<void>
}

/** What the log holds for the index, in order. */
export interface SearchFeed extends Pick<FeedSource, 'logId' | 'size' | 'close'> {
  /**
   * Documents of entries `[from, to)`; none for sealed types. Destroyed contents leave facets of the entry only.
   */
  documents(from: number, to: number): Promise<SearchDocument[]>
  /** Documents of entries before `from` that read otherwise now, since an entry of `[from, to)` marks, holds or releases them. */
  changed(from: number, to: number): AsyncGenerator<SearchDocument[]>
}

interface EntryLine {
  readonly agency: string
  readonly series: string
  readonly parts: readonly { readonly n: string }[]
}

/** What a sealed entry's `meta` says that documents of others depend on. */
interface ChangingMeta {
  readonly state?: readonly StateChange[]
  /** What a released hold kept. */
  readonly held?: readonly HeldRows[]
}

/** What `meta` of a prompt says was found in it, and what was done with each kind. */
interface CoverageMeta {
  readonly coverage?: {
    readonly entities?: Readonly<Record<string, number>>
    readonly operators?: Readonly<Record<string, string>>
  }
}

interface PromptMeta {
  readonly principal?: { readonly unit: string }
  readonly declared?: { readonly purpose?: { readonly id: string | null } }
}

/** Makes documents of what a store holds. */
export function readDocuments(source: FeedSource, ring: KeyRing): SearchFeed {
  /** Exchanges that a sealed entry marks, and ranges that it holds or releases. */
  async function changes(row: FeedRow): Promise<{ exchanges: string[]; ranges: IndexRange[] }> {
    const bytes = await readableMeta(row)
    if (bytes === null || !(bytes.includes(RECORD_MARK) || bytes.includes(`"${HELD}"`)))
      return { exchanges: [], ranges: [] }
    const { state = [], held = [] } = JSON.parse(bytes.toString()) as ChangingMeta
    const rows = state.flatMap(({ kind, value }) => (kind === HELD && value !== null ? [value as HeldRows] : []))
    return {
      exchanges: state.filter(({ kind }) => kind === RECORD_MARK).map(({ key }) => key),
      ranges: [...rows, ...held].filter(isShown).flatMap(({ ranges }) => ranges),
    }
  }

  async function documentOf(
    row: FeedRow,
    part: PartRow | undefined,
    held: readonly HeldRows[],
  ): Promise<SearchDocument> {
    const { idx, id, ref, time, type } = row
    const said = JSON.parse(Buffer.from(row.entry).toString()) as EntryLine
    const members = ref === null ? [] : await source.indexesOf(ref)
    const [opening] = members
    const prompt = opening === undefined || opening === idx ? null : opening
    const fed = part === undefined ? null : readFeed(id, part, ring)
    const own = fed === 'altered' ? null : fed
    // An end that was made from the spool, or a piece, is about what its prompt was about.
    const facets = own?.facets ?? (await (prompt === null ? ownerFacets(row) : facetsAt(prompt)))
    const isSilent =
      own === null && (fed === 'altered' || (type !== 'piece' && said.parts.some(({ n }) => n === 'body')))
    const gone = [...(isSilent ? ['unindexed'] : []), ...(fed === 'altered' ? [ALTERED] : [])]
    const mark = ref === null ? null : await source.mark(ref)
    const texts = own?.texts ?? []
    const redacted = facets['redacted'] ?? (ref === null ? '' : await redactedIn(opening ?? idx))
    const known = {
      ...withHas(facets, gone),
      ...(redacted === '' ? {} : { redacted }),
      ...markFacets(mark, holdsOf(held, members)),
    }
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
    const bytes = await readableMeta(row)
    if (bytes === null) return {}
    const { principal, declared } = JSON.parse(bytes.toString()) as PromptMeta
    return { unit: principal?.unit ?? '', purpose: declared?.purpose?.id ?? '' }
  }

  /** Kinds of words that were taken out, for records whose index words don't say: they are older than the question. */
  async function redactedIn(prompt: number): Promise<string> {
    const [row] = await source.entries(prompt, prompt + 1)
    const bytes = row === undefined ? null : await readableMeta(row)
    if (bytes === null) return ''
    const { coverage } = JSON.parse(bytes.toString()) as CoverageMeta
    const stayed = (entity: string): boolean => ['allow', 'warn'].includes(coverage?.operators?.[entity] ?? 'allow')
    return Object.keys(coverage?.entities ?? {})
      .filter((entity) => !stayed(entity))
      .join(' ')
  }

  /** Null: it is gone, or was altered; the index goes on, and the verification says which. */
  async function readableMeta({ idx, id }: FeedRow): Promise<Buffer | null> {
    const row = await source.meta(idx)
    try {
      return row === undefined ? null : openPartRow(id, row, ring)
    } catch {
      return null
    }
  }

  async function facetsAt(index: number): Promise<SearchDraft['facets']> {
    const part = (await source.feeds(index, index + 1)).get(index)
    const [row] = await source.entries(index, index + 1)
    if (row === undefined) return {}
    const fed = part === undefined ? null : readFeed(row.id, part, ring)
    return fed === null || fed === 'altered' ? ownerFacets(row) : fed.facets
  }

  async function documents(from: number, to: number): Promise<SearchDocument[]> {
    return documentsOf(from, to, (await source.held()).filter(isShown))
  }

  async function documentsOf(from: number, to: number, held: readonly HeldRows[]): Promise<SearchDocument[]> {
    const rows = await source.entries(from, to)
    const fed = await source.feeds(from, to)
    const found: SearchDocument[] = []
    for (const row of rows) if (!SEALED_TYPES.has(row.type)) found.push(await documentOf(row, fed.get(row.idx), held))
    return found
  }

  async function* changed(from: number, to: number): AsyncGenerator<SearchDocument[]> {
    const rows = (await source.entries(from, to)).filter(({ type }) => SEALED_TYPES.has(type))
    const held = (await source.held()).filter(isShown)
    for (const row of rows) {
      const { exchanges, ranges } = await changes(row)
      const members: number[] = []
      for (const exchange of exchanges) members.push(...(await source.indexesOf(exchange)))
      for (const [first, end] of [...toRanges(members.toSorted((a, b) => a - b)), ...ranges])
        for (let at = first; at <= Math.min(end, from - 1); at += STEP)
          yield documentsOf(at, Math.min(at + STEP, end + 1, from), held)
    }
  }

  return { logId: () => source.logId(), size: () => source.size(), documents, changed, close: () => source.close() }
}

function markFacets(mark: RecordMark | null, holds: readonly string[]): Record<string, string> {
  return {
    ...(mark === null || mark.labels.length === 0 ? {} : { label: mark.labels.join(' ') }),
    ...(holds.length === 0 ? {} : { hold: holds.join(' ') }),
    ...(mark === null ? {} : { reviewed: mark.reviewed ? 'yes' : 'no' }),
  }
}

/** Holds over an exchange: each keeps it whole. */
function holdsOf(held: readonly HeldRows[], members: readonly number[]): string[] {
  const over = held.filter(({ ranges }) => members.some((index) => inRanges(ranges, index)))
  return [...new Set(over.map(({ hold }) => hold))].sort()
}

/** What few know of isn't in the index: a search for it would tell. */
function isShown({ isSilent }: HeldRows): boolean {
  return isSilent !== true
}

/** Words that aren't there, or aren't what was recorded, can't be found, and the asker is told. */
function withHas(facets: SearchDraft['facets'], gone: readonly string[]): SearchDraft['facets'] {
  if (gone.length === 0) return facets
  return { ...facets, has: [...new Set([...(facets['has'] ?? '').split(' '), ...gone])].join(' ').trim() }
}

/** What an altered part holds for the index is nobody's to say: its entry is flagged, and the next one is read. */
function readFeed(id: string, part: PartRow, ring: KeyRing): ReturnType<typeof searched> | 'altered' {
  try {
    return searched(openFeed(id, part, ring)!)
  } catch {
    return 'altered'
  }
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
