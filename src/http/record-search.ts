import type { FastifyReply } from 'fastify'
import type { Clock } from '../core/ids.ts'
import type { RecordReader, SearchPage, SearchQuery } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import { INCIDENT_CASE, type IncidentCase } from '../incidents/incident-row.ts'
import { sightOf } from '../incidents/visible.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { type SearchReach, searchReach } from '../policy/record-access.ts'
import type { Ledger } from '../records/ledger.ts'
import { recentlyClosed } from '../records/recently-closed.ts'
import { type IncidentScope, incidentsNamed } from '../records/search/incident-scope.ts'
import { SearchQueryError } from '../records/search/query-error.ts'
import { Refused } from './governance-api.ts'

export interface SearchParts {
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly clock: Clock
}

/** What somebody asks; whose records are searched follows from who they are. */
export type AskedSearch = Omit<SearchQuery, 'agencies' | 'within' | 'without' | 'signal' | 'incidents'>

/** A search as far as its asker reaches. */
export type ReachedSearch = (asked: AskedSearch, signal?: AbortSignal) => Promise<SearchPage>

/** What this caller may search. Throws `Refused` where that is nothing; so does the search for a query that can't be read. */
export function searchFor(parts: SearchParts, caller: Principal): ReachedSearch {
  const reach = searchReach(parts.policy(), caller)
  if (reach === null) throw notYours()
  const search = searchWithin(parts, reach)
  return (asked, signal) => search({ ...asked, incidents: incidentScope(parts, caller, asked.query) }, signal)
}

/**
 * What incidents of a query speak of, for somebody: nothing of one that they mayn't know of, as of one that isn't there; of
 * their own report, what they reported.
 */
export function incidentScope(
  { policy, ledger }: Pick<SearchParts, 'policy' | 'ledger'>,
  caller: Principal,
  query: string,
): IncidentScope {
  return Object.fromEntries(
    incidentsNamed(query).map((number) => {
      const row = ledger.state.get(INCIDENT_CASE, number.toUpperCase()) as IncidentCase | undefined
      const sight = row === undefined ? 'none' : sightOf(policy(), caller, row)
      if (row === undefined || sight === 'none') return [number, []]
      const about = row.about === null ? [] : [row.about.exchange]
      return [number, sight === 'reporter' ? about : [...about, ...row.evidence]]
    }),
  )
}

/** A search that reaches so far and no farther. */
export function searchWithin(
  { store, ledger, clock }: SearchParts,
  reach: SearchReach,
): (asked: AskedSearch & Pick<SearchQuery, 'incidents'>, signal?: AbortSignal) => Promise<SearchPage> {
  return async (asked, signal) => {
    // The index learns of a mark a moment after it is made; nobody sees through the wall until then.
    const except = await recentlyClosed(store, ledger.state, clock.now(), reach.without)
    try {
      return await store.search({ ...asked, ...reach, except, ...(signal && { signal }) })
    } catch (error) {
      throw error instanceof SearchQueryError ? mendable(error) : error
    }
  }
}

/** Aborted when the asker leaves before the answer. */
export function whileConnected(reply: FastifyReply): AbortSignal {
  const left = new AbortController()
  reply.raw.once('close', () => left.abort())
  return left.signal
}

/** Reads what somebody typed; what can't be read is theirs to mend. */
export function mendingQueries<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof SearchQueryError ? mendable(error) : error
  }
}

function mendable({ message, next }: SearchQueryError): Refused {
  const sentence = `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`
  return new Refused('malformed_body', { clause: 'MS-24', rule: 'search-query', message: sentence, next })
}

function notYours(): Refused {
  return new Refused('audience_not_granted', {
    clause: 'MO-04',
    rule: 'access.yaml',
    message: 'Your roles don’t include searching records.',
    next: 'Ask a records officer.',
  })
}
