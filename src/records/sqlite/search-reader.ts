import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { EntryId, ExchangeId } from '../../core/ids.ts'
import type { Facet, SearchHit, SearchPage, SearchQuery, SlotCount, TimeSlot } from '../../core/ports.ts'
import { SearchQueryError } from '../search/query-error.ts'
import { COUNTED_FIELDS } from '../search/query-fields.ts'
import { createMatchCounter, type Span } from './search-counter.ts'
import { compileQuery, facetMatch } from './search-query.ts'
import { createTallyReader } from './search-tally.ts'

const HITS_MAX = 500
/** Words around what was found. */
const SNIPPET = `snippet(words, 0, '', '', '…', 24)`

/** A query; `agencies: null` is the whole log, for the operator's own shell and nobody else. */
export type ScopedQuery = Omit<SearchQuery, 'agencies' | 'signal' | 'patience'> & {
  readonly agencies: readonly string[] | null
}

/** The side of the index that reads. */
export interface SearchReader {
  /**
   * Throws `SearchQueryError` for what can't be read. `mustStop` is asked every so often; when it says so, the query
   * throws {@link SearchStopped}.
   */
  query(query: ScopedQuery, logSize: number, mustStop: () => boolean): SearchPage
  close(): void
}

/** The query was given up. */
export class SearchStopped extends Error {
  override readonly name = 'SearchStopped'
}

/** Reads an index that `openSearchIndex` made. Throws where there is none yet. */
export function openSearchReader(folder: string): SearchReader {
  const db = new DatabaseSync(join(folder, 'search.db'))
  db.exec('PRAGMA busy_timeout = 1000; PRAGMA query_only = ON; PRAGMA temp_store = MEMORY')
  let mustStop = (): boolean => false
  // Among rows that match, every thousandth or so asks; SQLite has no other way to be told.
  db.function('go_on', { deterministic: false }, () => {
    if (mustStop()) throw new SearchStopped()
    return 1
  })
  const within = `FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? AND ((rowid & 1023) <> 0 OR go_on())`
  const unless = 'AND rowid NOT IN (SELECT value FROM json_each(?))'
  const progress = db.prepare('SELECT up_to, edits FROM progress')
  const firstAt = db.prepare('SELECT idx FROM facts WHERE time >= ? ORDER BY time, idx LIMIT 1')
  const values = db.prepare('SELECT value FROM facet_value WHERE name = ? ORDER BY value')
  const listed = (snippet: string, order: 'DESC' | 'ASC') =>
    db.prepare(
      `SELECT facts.idx, facts.id, facts.ref, facts.time, facts.type, facts.facets, hit.snippet FROM
         (SELECT rowid AS idx, ${snippet} AS snippet ${within} ${unless} ORDER BY rowid ${order} LIMIT ?) AS hit
       JOIN facts ON facts.idx = hit.idx ORDER BY facts.idx ${order}`,
    )
  const hits = { said: listed(SNIPPET, 'DESC'), bare: listed("''", 'DESC') }
  const newerHits = { said: listed(SNIPPET, 'ASC'), bare: listed("''", 'ASC') }
  const tally = createTallyReader(db)
  const counter = createMatchCounter(db, { within, unless })

  function boundOf(time: string | null, otherwise: number): number {
    if (time === null) return otherwise
    return (firstAt.get(time) as { idx: number } | undefined)?.idx ?? Number.MAX_SAFE_INTEGER
  }

  function find(query: ScopedQuery, logSize: number): SearchPage {
    const { match, scope, after, before } = compileQuery(query.query, query.incidents)
    const { up_to: upTo, edits } = progress.get() as { up_to: number; edits: number }
    const lag = Math.max(0, logSize - upTo)
    const told = { agencies: query.agencies ?? ['*'], after, before }
    const countBy = countedFields(query.countBy)
    const cursor = cursorOf(query.cursor)
    if (query.agencies?.length === 0 || query.within?.length === 0)
      return {
        ...EMPTY,
        total: query.total === false ? null : 0,
        lag,
        upTo,
        scope: { ...told, records: 0, unindexed: 0 },
      }
    if (query.only === 'tally')
      return {
        ...EMPTY,
        total: null,
        tally: tally(query.tally ?? [], query),
        lag,
        upTo,
        scope: { ...told, records: 0, unindexed: 0 },
      }
    const inScope = (expression: string): string => scoped(query, expression)
    const except = JSON.stringify(query.except ?? [])
    const from = boundOf(after, 0)
    const to = Math.min(boundOf(before, upTo), upTo)
    const count = (expression: string): number => counter.count(inScope(expression), from, to, except, edits)
    const limit = Math.max(1, Math.min(HITS_MAX, Math.floor(query.limit)))
    const isNewer = query.newer === true && cursor !== null
    const how = query.snippets === false ? 'bare' : 'said'
    const rows = (isNewer
      ? newerHits[how].all(inScope(match), Math.max(from, cursor + 1), to, except, limit + 1)
      : hits[how].all(inScope(match), from, Math.min(to, cursor ?? to), except, limit + 1)) as unknown as HitRow[]
    const page = isNewer ? rows.slice(0, limit).toReversed() : rows.slice(0, limit)
    // In front of a cursor there is always the hit that it stands for.
    const hasOlder = isNewer || rows.length > limit
    const has = (value: string): number => count(`(${scope}) AND ${facetMatch('has', value)}`)
    const counted = countBy.map((name) => {
      const all = (values.all(name) as { value: string }[]).map(({ value }) => ({
        value,
        count: count(`(${match}) AND ${facetMatch(name, value)}`),
      }))
      return [name, all.filter((one) => one.count > 0).toSorted((a, b) => b.count - a.count)] as const
    })
    const newerThan = (shown: readonly HitRow[]): number =>
      shown.length === 0 || cursor === null ? 0 : counter.count(inScope(match), shown[0]!.idx + 1, to, except, edits)
    const countSlots = (slots: readonly TimeSlot[]): SlotCount[] => {
      const spans = slots.map((slot): Span => {
        const first = Math.max(from, boundOf(slot.from, 0))
        return [first, Math.max(first, Math.min(to, boundOf(slot.to, to)))]
      })
      const inSlots = (expression: string) => counter.countSpans(inScope(expression), spans, except, edits)
      const by = (decision: string) => inSlots(`(${match}) AND ${facetMatch('decision', decision)}`)
      const [all, allowed, refused] = [inSlots(match), by('allow'), by('refuse')]
      return slots.map((slot, at) => ({
        from: slot.from,
        to: slot.to,
        total: all[at]!,
        allowed: allowed[at]!,
        refused: refused[at]!,
      }))
    }
    return {
      hits: page.map(toHit),
      total: query.total === false ? null : count(match),
      cursor: hasOlder && page.length > 0 ? String(page.at(-1)!.idx) : null,
      newer: query.total === false ? null : newerThan(page),
      slots: query.slots === undefined || query.slots.length === 0 ? [] : countSlots(query.slots),
      tally: tally(query.tally ?? [], query),
      lag,
      upTo,
      withRemovedWords: has('removed-words'),
      scope: { ...told, records: count(scope), unindexed: has('unindexed') },
      counts: Object.fromEntries(counted),
    }
  }

  return {
    query(query, logSize, stop) {
      mustStop = stop
      // One snapshot for all that a page says.
      db.exec('BEGIN')
      try {
        return find(query, logSize)
      } catch (error) {
        throw mustStop() ? new SearchStopped() : error
      } finally {
        db.exec('ROLLBACK')
      }
    },
    close: () => db.close(),
  }
}

const EMPTY = { hits: [], cursor: null, newer: 0, slots: [], tally: [], withRemovedWords: 0, counts: {} }

/** What a reader may see, around what was asked. */
function scoped({ agencies, having, within, without }: ScopedQuery, expression: string): string {
  const anyOf = (facets: readonly Facet[]): string =>
    `(${facets.map(({ name, value }) => facetMatch(name, value)).join(' OR ')})`
  const conditions = [
    ...(agencies === null ? [] : [anyOf(agencies.map((value) => ({ name: 'agency', value })))]),
    ...(having === undefined ? [] : [anyOf([having])]),
    ...(within === undefined ? [] : [anyOf(within)]),
    `(${expression})`,
  ].join(' AND ')
  return without === undefined || without.length === 0 ? conditions : `(${conditions}) NOT ${anyOf(without)}`
}

function countedFields(names: readonly string[] = []): readonly string[] {
  const unknown = names.find((name) => !COUNTED_FIELDS.has(name))
  if (unknown !== undefined)
    throw new SearchQueryError(
      `hits can’t be counted by ‘${unknown.slice(0, 50)}’`,
      `Use some of ${[...COUNTED_FIELDS].join(', ')}.`,
    )
  return [...new Set(names)]
}

function cursorOf(cursor: string | undefined): number | null {
  if (cursor === undefined || cursor === '') return null
  if (!/^\d{1,15}$/.test(cursor))
    throw new SearchQueryError('the cursor is not one that a search returned', 'Search again from the beginning.')
  return Number(cursor)
}

interface HitRow {
  readonly idx: number
  readonly id: string
  readonly ref: string | null
  readonly time: string
  readonly type: string
  readonly facets: string
  readonly snippet: string
}

function toHit({ idx, id, ref, time, type, facets, snippet }: HitRow): SearchHit {
  return {
    index: idx,
    id: id as EntryId,
    ref: ref as ExchangeId | null,
    time,
    type,
    snippet,
    facets: JSON.parse(facets),
  }
}
