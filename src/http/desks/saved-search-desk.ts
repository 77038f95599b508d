import type { Clock } from '../../core/ids.ts'
import { createTurns } from '../../core/in-turn.ts'
import type { RecordReader, SearchHit } from '../../core/ports.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Ledger } from '../../records/ledger.ts'
import {
  COMPARED_MAX,
  changesSince,
  SAVED_SEARCH,
  type SavedSearchRow,
  savedRun,
} from '../../records/search/saved-search.ts'
import type { Asking } from '../asking.ts'
import { callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { type ReachedSearch, searchFor } from '../record-search.ts'

export interface SavedSearchDeskParts {
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly look: RecordLook
  readonly clock: Clock
  readonly newId: () => string
}

const PAGE = 500
const SAVED_MAX = 200

export type ShownSearch = ReturnType<typeof shown>

/** What a run found, and what is different since the one before; `changes` is null where there were too many. */
export type SearchRun = ShownSearch & {
  readonly total: number
  readonly lag: number
  readonly changes: {
    readonly since: string | null
    readonly added: readonly (SearchHit | undefined)[]
    readonly destroyed: readonly { readonly index: number; readonly id: string; readonly time: string }[]
    readonly newlyHeld: readonly (SearchHit | undefined)[]
  } | null
}

export interface SavedSearchDesk {
  list(asking: Asking): readonly ShownSearch[]
  save(asking: Asking, asked: { readonly name: string; readonly query: string }): Promise<ShownSearch>
  run(asking: Asking, id: string, signal?: AbortSignal): Promise<SearchRun>
  remove(asking: Asking, id: string): Promise<void>
}

/** Searches that somebody repeats, each with what changed since the last time; a person's own, within their agency. */
export function createSavedSearchDesk(parts: SavedSearchDeskParts): SavedSearchDesk {
  const { ledger, look, clock, store } = parts
  const inTurn = createTurns()

  return {
    list(asking) {
      searchFor(parts, callerOf(asking))
      return mine(asking).map(([id, row]) => shown(id, row))
    },

    async save(asking, { name, query }) {
      const { key: owner, agency } = callerOf(asking)
      // A query that can't be read is refused now, not each time it is run.
      await searchFor(parts, callerOf(asking))({ query, limit: 1, total: false })
      return inTurn(owner, async () => {
        if (mine(asking).length >= SAVED_MAX) throw taken(`You have ${SAVED_MAX} saved searches.`, 'Delete one.')
        if (mine(asking).some(([, row]) => row.name === name))
          throw taken('You have a saved search of that name.', 'Choose another name.')
        const id = parts.newId()
        const row: SavedSearchRow = { owner, agency, name, query, savedAt: clock.now(), last: null }
        await look(asking, { action: 'save-search', saved: id, query }, [{ kind: SAVED_SEARCH, key: id, value: row }])
        return shown(id, row)
      })
    },

    async run(asking, given, signal) {
      const { id, row } = own(asking, given)
      const search = searchFor(parts, callerOf(asking))
      await look(asking, { action: 'search', saved: id, query: row.query })
      const { hits, total, lag } = await allHits(search, row.query, signal)
      const changes = changesSince(row.last, hits)
      const last = savedRun(clock.now(), total, hits)
      await look(asking, { action: 'saved-search-run', saved: id, total }, [
        { kind: SAVED_SEARCH, key: id, value: { ...row, last } },
      ])
      const byIndex = new Map(hits.map((hit) => [hit.index, hit]))
      return {
        ...shown(id, { ...row, last }),
        total,
        lag,
        changes: changes && {
          since: instant(changes.since),
          added: changes.added.map((index) => byIndex.get(index)),
          destroyed: await destroyed(changes.missing),
          newlyHeld: changes.newlyHeld.map((index) => byIndex.get(index)),
        },
      }
    },

    async remove(asking, given) {
      const { id } = own(asking, given)
      await look(asking, { action: 'delete-search', saved: id }, [{ kind: SAVED_SEARCH, key: id, value: null }])
    },
  }

  function mine(asking: Asking): [string, SavedSearchRow][] {
    const { key, agency } = callerOf(asking)
    const rows = [...ledger.state.all(SAVED_SEARCH)] as [string, SavedSearchRow][]
    return rows.filter(([, row]) => row.owner === key && row.agency === agency)
  }

  function own(asking: Asking, id: string): { id: string; row: SavedSearchRow } {
    const row = mine(asking).find(([key]) => key === id)?.[1]
    if (row === undefined) throw absent()
    return { id, row }
  }

  /** Of what is found no more, what was destroyed; the rest is not for the asker's eyes now, and isn't spoken of. */
  async function destroyed(indexes: readonly number[]): Promise<{ index: number; id: string; time: string }[]> {
    const entries = await Promise.all(indexes.map((index) => store.entry(index)))
    return entries.flatMap((entry) =>
      entry !== null && Object.values(entry.parts).every((part) => part === null)
        ? [{ index: entry.index, id: entry.id, time: entry.time }]
        : [],
    )
  }
}

/** Every hit, or one more than can be compared. */
async function allHits(
  search: ReachedSearch,
  query: string,
  signal?: AbortSignal,
): Promise<{ hits: SearchHit[]; total: number; lag: number }> {
  const first = await search({ query, limit: PAGE }, signal)
  const hits = [...first.hits]
  let { cursor } = first
  while (cursor !== null && hits.length <= COMPARED_MAX) {
    const page = await search({ query, limit: PAGE, cursor, total: false }, signal)
    hits.push(...page.hits)
    cursor = page.cursor
  }
  return { hits, total: first.total ?? hits.length, lag: first.lag }
}

function shown(id: string, { name, query, savedAt, last }: SavedSearchRow) {
  const run = last === null ? null : { at: instant(last.at), total: last.total }
  return { id, name, query, savedAt: instant(savedAt), last: run }
}

function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}

function taken(message: string, next: string): Refused {
  return new Refused('malformed_body', { clause: 'MS-24', rule: 'saved-search', message, next })
}

function absent(): Refused {
  return new Refused('route_not_governed', {
    clause: 'MS-10',
    rule: 'saved-search',
    message: 'You have no such saved search.',
    next: 'Look at GET /api/v1/saved-searches.',
  })
}
