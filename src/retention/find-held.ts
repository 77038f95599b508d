import { type IndexRange, inRanges } from '../core/destruction.ts'
import type { ExchangeId } from '../core/ids.ts'
import type { ExaminedEntry, LogReader, RecordReader } from '../core/ports.ts'
import { meets } from './hold-criteria.ts'
import type { HoldCriteria } from './hold-row.ts'
import { walkLog } from './walk-log.ts'

export type HoldReader = Pick<RecordReader, 'size' | 'examine' | 'search'> & Pick<LogReader, 'entryBundle'>

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
): Promise<Held> {
  const matches = criteria.query === undefined ? null : await matching(log, agency, criteria.query, from, to)
  const upTo = Math.min(to, matches?.upTo ?? to)
  const judged = new Map<string, boolean>()
  const found: number[] = []
  for await (const { index, entry } of walkLog(log, from, upTo)) {
    const { ref } = entry
    if (ref === undefined || entry.agency !== agency) continue
    let isMet = judged.get(ref)
    if (isMet === undefined) {
      const members = await log.examine(ref as ExchangeId)
      const [first] = members
      const isKept = first !== undefined && inRanges(kept, first.index)
      isMet = isKept || (first !== undefined && matches?.refs.has(ref) !== false && isMetBy(criteria, first))
      judged.set(ref, isMet)
      // What stood there before its words were found.
      if (isMet && !isKept) found.push(...members.map((member) => member.index).filter((one) => one < from))
    }
    if (isMet) found.push(index)
  }
  const exchanges = [...judged.values()].filter((isMet) => isMet).length
  return { found: found.toSorted((a, b) => a - b), exchanges, upTo, unseen: matches?.unseen ?? 0 }
}

/** What was altered can’t be asked, and is kept: destroying it would destroy the trace. */
function isMetBy(criteria: HoldCriteria, { time, parts }: ExaminedEntry): boolean {
  const meta = parts.find(({ name }) => name === 'meta')
  return meta?.answer === 'altered' || meets(criteria, { time, parts: { meta: meta?.content ?? null } })
}

/** Exchanges of an agency with a hit in `[from, to)`, newest first until there. */
async function matching(log: HoldReader, agency: string, query: string, from: number, to: number) {
  const refs = new Set<string>()
  let upTo = to
  let unseen = 0
  let cursor: string | null = null
  do {
    const page = await log.search({
      query,
      agencies: [agency],
      limit: PAGE,
      total: false,
      snippets: false,
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
