import { setImmediate, setTimeout } from 'node:timers/promises'
import { toRanges } from '../core/destruction.ts'
import type { ExchangeId } from '../core/ids.ts'
import type { RecordReader, SearchHit } from '../core/ports.ts'
import type { StateRows } from '../core/state-rows.ts'
import { exchangeFacts } from '../records/exchange-facts.ts'
import type { ScanOriginals } from '../records/search/originals-job.ts'
import { SearchQueryError } from '../records/search/query-error.ts'
import type { ReadLine } from './plan.ts'
import type { FoundExchange } from './scope-row.ts'

export interface RunParts {
  readonly store: Pick<RecordReader, 'size' | 'exchange' | 'search'>
  readonly scan: ScanOriginals
  readonly rows: StateRows
}

/** How far a run is. */
export interface RunProgress {
  /** Lines that are done. */
  lines: number
  /** Of the line under way: what was looked at, of how much; null while its scope is read. */
  looked: { scanned: number; scope: number } | null
}

/** What a plan found in everything that was recorded before `frozenAt`. */
export interface PlanFound {
  readonly found: readonly FoundExchange[]
  /** In a line's scope, not found, and with something in them that no search reads. */
  readonly unread: readonly FoundExchange[]
  /** Entries in scope whose contents were destroyed meanwhile. */
  readonly gone: number
}

const PAGE = 500
/** Entries of one line's scope. */
export const SCOPE_MAX = 400_000
/** Exchanges that are read before others have their turn. */
const READS_A_TURN = 16
/** The longest that the index is waited for, milliseconds, and how often it is asked. */
const INDEX_MAX_MS = 60_000
const ASK_EVERY_MS = 50

/**
 * Runs a plan over an agency's log as it was at `frozenAt`. What redaction took out is looked for in the sealed originals,
 * always and in every class: a search of redacted words alone certifies nothing (MS-24, MO-06). Reaches behind every wall;
 * who may know of what it found is asked at each look.
 */
export async function runPlan(
  { store, scan, rows }: RunParts,
  {
    agency,
    lines,
    frozenAt,
  }: { readonly agency: string; readonly lines: readonly ReadLine[]; readonly frozenAt: number },
  signal: AbortSignal,
  progress: RunProgress,
): Promise<PlanFound> {
  await untilIndexed(store, agency, frozenAt, signal)
  const found = new Map<string, number>()
  const unread = new Map<string, number>()
  let gone = 0
  const known = new Map<string, FoundExchange | null>()
  for (const [at, line] of lines.entries()) {
    progress.lines = at
    progress.looked = null
    const bit = 1 << at
    const scope = await everyHit(line.scope)
    const refs = new Map(scope.map(({ index, ref }) => [index, ref]))
    const hits = new Set<string>()
    if (line.wanted === null) for (const { ref } of scope) hits.add(ref)
    else {
      const looked = { scanned: 0, scope: scope.length }
      progress.looked = looked
      const indexes = scope.map(({ index }) => index).toSorted((a, b) => a - b)
      const result = await scan({ indexes, query: line.wanted }, signal, (scanned) => {
        looked.scanned = scanned
      })
      for (const index of result.found) hits.add(refs.get(index)!)
      gone += result.gone
      if (line.indexed !== null) for (const { ref } of await everyHit(inScope(line))) hits.add(ref)
    }
    if (line.bounds !== null)
      for (const { ref, facets } of await everyHit(`type:blocked ${line.bounds}`))
        if (facets['user'] === undefined) hits.add(ref)
    for (const ref of hits) if (await belongs(ref, line)) found.set(ref, (found.get(ref) ?? 0) | bit)
    for (const { ref, facets } of scope)
      if (!hits.has(ref) && (facets['has'] ?? '').split(' ').includes('attachment') && (await belongs(ref, line)))
        unread.set(ref, (unread.get(ref) ?? 0) | bit)
  }
  progress.lines = lines.length
  for (const ref of found.keys()) unread.delete(ref)
  return { found: listed(found), unread: listed(unread), gone }

  async function everyHit(query: string): Promise<(SearchHit & { ref: ExchangeId })[]> {
    const all: (SearchHit & { ref: ExchangeId })[] = []
    let cursor: string | null = null
    do {
      const page = await store.search({
        query,
        agencies: [agency],
        limit: PAGE,
        total: false,
        snippets: false,
        signal,
        ...(cursor === null ? {} : { cursor }),
      })
      if (page.scope.records > SCOPE_MAX)
        throw new SearchQueryError(
          `a line’s scope holds ${page.scope.records} records; at most ${SCOPE_MAX} are searched at once`,
          'Bound it by a field or a time, in several lines.',
        )
      for (const hit of page.hits) if (hit.ref !== null && hit.index < frozenAt) all.push({ ...hit, ref: hit.ref })
      cursor = page.cursor
    } while (cursor !== null)
    return all
  }

  /** Whether an exchange is of the agency and, where the line names persons, one of theirs: names of accounts may be used twice. */
  async function belongs(ref: string, { owners }: ReadLine): Promise<boolean> {
    let exchange = known.get(ref)
    if (exchange === undefined) {
      exchange = await read(ref)
      known.set(ref, exchange)
      if (known.size % READS_A_TURN === 0) await setImmediate()
      signal.throwIfAborted()
    }
    if (exchange === null || exchange.facts.agency !== agency) return false
    const { owner } = exchange.facts
    return owners === null || (owner !== null && owners.has(owner))
  }

  async function read(ref: string): Promise<FoundExchange | null> {
    const entries = (await store.exchange(ref as ExchangeId)).filter(({ index }) => index < frozenAt)
    if (entries.length === 0) return null
    const { labels: _labels, ...facts } = exchangeFacts(entries, rows)
    const indexes = entries.map(({ index }) => index).toSorted((a, b) => a - b)
    return { exchange: ref, index: indexes[0]!, lines: 0, facts, ranges: toRanges(indexes) }
  }

  function listed(refs: ReadonlyMap<string, number>): FoundExchange[] {
    return [...refs].map(([ref, lines]) => ({ ...known.get(ref)!, lines })).toSorted((a, b) => a.index - b.index)
  }
}

/** The line's own words within its persons' records. */
function inScope({ scope, indexed }: ReadLine): string {
  return `${scope} ${indexed ?? ''}`
}

/** Records are searched by the index, which follows the log: what was recorded before the freeze is waited for. */
async function untilIndexed(
  store: RunParts['store'],
  agency: string,
  frozenAt: number,
  signal: AbortSignal,
): Promise<void> {
  for (let waited = 0; ; waited += ASK_EVERY_MS) {
    const size = await store.size()
    const { lag } = await store.search({
      query: 'after:9999-01-01',
      agencies: [agency],
      limit: 1,
      total: false,
      snippets: false,
      signal,
    })
    if (size - lag >= frozenAt) return
    if (waited > INDEX_MAX_MS)
      throw new SearchQueryError('the search index is far behind the log', 'Try again when it has caught up.')
    await setTimeout(ASK_EVERY_MS, undefined, { signal })
  }
}
