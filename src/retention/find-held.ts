import { type IndexRange, inRanges } from '../core/destruction.ts'
import type { ExchangeId } from '../core/ids.ts'
import type { ExaminedEntry, LogReader, RecordReader } from '../core/ports.ts'
import { TILE_WIDTH } from '../core/tile-layout.ts'
import { meets } from './hold-criteria.ts'
import type { HoldCriteria } from './hold-row.ts'
import { type WalkedEntry, walkLog } from './walk-log.ts'

export type HoldReader = Pick<RecordReader, 'size' | 'examine' | 'examineMetas' | 'search'> &
  Pick<LogReader, 'entryBundle'>

export interface Held {
  /** Indexes, ascending. */
  readonly found: readonly number[]
  /** How many exchanges they are of. */
  readonly exchanges: number
  /** How far the log was looked at: less than was asked for while the index is behind. */
  readonly upTo: number
  /** Records in scope whose words a query couldn't look at: removed, of a class that isn't indexed, or destroyed. */
  readonly unseen: number
}

/** How far a look is, for whoever waits for it, and how it is ended. */
export interface LookProgress {
  readonly signal: AbortSignal
  /** Entries that were looked at, of how many. */
  looked(done: number, of: number): void
}

/** A page of a query may take so long, milliseconds: nobody waits for it, and what it finds is kept or not kept. */
const PATIENCE_MS = 600_000

/** Hits of one page of a query. */
const PAGE = 500

/**
 * Entries in `[from, to)` whose exchange meets a hold's criteria. An exchange is judged by its first entry, and by a query's
 * hits, and is kept whole: what comes later of it is found by the next look, which is told what is `kept` already.
 */
export async function findHeld(
  log: HoldReader,
  { agency, criteria }: { readonly agency: string; readonly criteria: HoldCriteria },
  from: number,
  to: number,
  kept: readonly IndexRange[] = [],
  progress?: LookProgress,
): Promise<Held> {
  const matches = criteria.query === undefined ? null : await matching(log, agency, criteria.query, from, to, progress)
  const upTo = Math.min(to, matches?.upTo ?? to)
  const judged = new Map<string, boolean>()
  const found: number[] = []
  const isWanted = (ref: string): boolean => matches?.refs.has(ref) !== false
  const judge = async (ref: string): Promise<void> => {
    const members = await log.examine(ref as ExchangeId)
    const [first] = members
    const isKept = first !== undefined && inRanges(kept, first.index)
    const isMet = isKept || (first !== undefined && isWanted(ref) && isMetBy(criteria, first))
    judged.set(ref, isMet)
    // What stood there before its words were found.
    if (isMet && !isKept) found.push(...members.map((member) => member.index).filter((one) => one < from))
  }
  for await (const entries of tiled(walkLog(log, from, upTo))) {
    progress?.signal.throwIfAborted()
    const own = entries.filter(({ entry }) => entry.ref !== undefined && entry.agency === agency)
    const firsts = new Map<number, string>()
    for (const { index, entry } of own) {
      const ref = entry.ref!
      if (judged.has(ref)) continue
      if (from > 0) await judge(ref)
      else {
        // From the log’s first entry on, the one of an exchange that is met first is its first.
        judged.set(ref, false)
        if (isWanted(ref)) firsts.set(index, ref)
      }
    }
    for (const first of await log.examineMetas([...firsts.keys()]))
      judged.set(firsts.get(first.index)!, isMetBy(criteria, first))
    for (const { index, entry } of own) if (judged.get(entry.ref!) === true) found.push(index)
    progress?.looked(entries.at(-1)!.index + 1 - from, upTo - from)
  }
  const exchanges = [...judged.values()].filter((isMet) => isMet).length
  return { found: found.toSorted((a, b) => a - b), exchanges, upTo, unseen: matches?.unseen ?? 0 }
}

/** As many entries as a tile has, at a time. */
async function* tiled(entries: AsyncIterable<WalkedEntry>): AsyncGenerator<WalkedEntry[]> {
  let some: WalkedEntry[] = []
  for await (const entry of entries) {
    some.push(entry)
    if (some.length < TILE_WIDTH) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

/** What was altered can’t be asked, and is kept: destroying it would destroy the trace. */
function isMetBy(criteria: HoldCriteria, { time, parts, isItself }: ExaminedEntry): boolean {
  const meta = parts.find(({ name }) => name === 'meta')
  return !isItself || meta?.answer === 'altered' || meets(criteria, { time, parts: { meta: meta?.content ?? null } })
}

/** Exchanges of an agency with a hit in `[from, to)`, newest first until there. */
async function matching(
  log: HoldReader,
  agency: string,
  query: string,
  from: number,
  to: number,
  progress?: LookProgress,
) {
  const refs = new Set<string>()
  let upTo = to
  let unseen = 0
  let cursor: string | null = null
  do {
    progress?.signal.throwIfAborted()
    const page = await log.search({
      query,
      agencies: [agency],
      limit: PAGE,
      total: false,
      snippets: false,
      patience: PATIENCE_MS,
      signal: progress?.signal,
      ...(cursor === null ? {} : { cursor }),
    })
    if (cursor === null) {
      upTo = Math.min(to, (await log.size()) - page.lag)
      unseen = page.scope.unindexed + page.withRemovedWords
    }
    for (const { index, ref } of page.hits) if (ref !== null && index >= from && index < upTo) refs.add(ref)
    cursor = page.hits.some(({ index }) => index < from) ? null : page.cursor
  } while (cursor !== null)
  return { refs, upTo, unseen }
}
