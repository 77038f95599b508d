import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import type { StoredEntry } from '../../core/record.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { maySearchOriginals, readableParts } from '../../policy/record-access.ts'
import { exchangeFacts } from '../../records/exchange-facts.ts'
import type { Ledger } from '../../records/ledger.ts'
import { nameVariants } from '../../records/search/name-variants.ts'
import type { OriginalsJob, ScanOriginals } from '../../records/search/originals-job.ts'
import type { QueryNode } from '../../records/search/query-tree.ts'
import { scopeAndWords } from '../../records/search/scope-query.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'
import { mendingQueries, type ReachedSearch, searchFor, whileConnected } from '../record-search.ts'

export interface OriginalSearchParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly scan: ScanOriginals
  readonly ledger: Ledger
  readonly clock: Clock
  readonly newId: () => string
  /** Whether a reference names an open request of the caller’s agency; null: it isn’t one of a request. */
  readonly openRequest: (reference: string, caller: Principal) => boolean | null
}

const PAGE = 500
const SCOPE_MAX = 200_000
/** Finished searches that are kept to be looked at; the log keeps their counts. */
const JOBS_MAX = 50
/** Finds that are looked up before others have their turn. */
const FINDS_A_TURN = 16

type OriginalHit = Pick<StoredEntry, 'index' | 'id' | 'ref' | 'time' | 'type'>

interface Asked {
  readonly request: string
  readonly query: string
  readonly names?: readonly string[]
  readonly purpose: string
  readonly reason: string
}

/**
 * Clauses MS-24, MO-06: nobody certifies that nothing exists because a search saw redacted words only. Within a scope that
 * is frozen when it begins and a request that it is for, records officers and counsel search what was really typed.
 */
export async function originalSearchRoutes(app: FastifyInstance, parts: OriginalSearchParts): Promise<void> {
  const { contract, policy, store, ledger, scan } = parts
  const jobs = new Map<string, OriginalsJob>()
  /** Whose search is being prepared: it counts from when it was asked for. */
  const beginning = new Set<string>()
  app.addHook('onClose', async () => {
    for (const { stop } of jobs.values()) stop.abort()
  })

  app.post('/original-searches', { schema: contract.schema('searchOriginals') }, async (request, reply) => {
    const caller = callerOf(request)
    const { purpose, request: reference } = request.body as Asked
    if (!maySearchOriginals(policy(), caller)) throw notYours()
    if (!policy().access.originals.purposes.includes(purpose)) throw otherPurpose(policy())
    if (parts.openRequest(reference, caller) === false) throw notOpen()
    if (beginning.has(caller.key) || isRunning(caller.key)) throw oneAtATime()
    beginning.add(caller.key)
    try {
      return await begin(request, reply)
    } finally {
      beginning.delete(caller.key)
    }
  })

  async function begin(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const caller = callerOf(request)
    const { request: reference, query, names = [], purpose, reason } = request.body as Asked
    const { scope, words } = mendingQueries(() => scopeAndWords(query))
    const people = mendingQueries(() => names.map(nameVariants))
    const wanted: QueryNode = { kind: 'and', parts: [words, ...people] }
    const search = searchFor(parts, caller)
    const signal = whileConnected(reply)
    const size = await store.size()
    const { indexes: all, lag } = await scopeOf(search, scope, signal)
    const frozenAt = Math.max(0, size - lag)
    const indexes = all.filter((index) => index < frozenAt)
    const id = parts.newId()
    const about = { search: id, request: reference, query, names: [...names], purpose, reason }
    await write(request, { action: 'search-originals', ...about, frozenAt, scope: indexes.length })
    const job: OriginalsJob = {
      owner: caller.key,
      request: reference,
      query,
      frozenAt,
      scope: indexes.length,
      scanned: 0,
      status: 'running',
      found: [],
      gone: 0,
      stop: new AbortController(),
    }
    keep(id, job)
    void run(id, job, indexes, wanted, request)
    return reply.code(202).send(shown(id, job))
  }

  app.get('/original-searches/:id', { schema: contract.schema('showOriginalSearch') }, async (request) => {
    const { id, job } = own(request)
    const hits: OriginalHit[] = []
    // One at a time: who may see a find is read from its record, and that is as long as what was typed.
    for (const [i, index] of job.found.entries()) {
      const hit = await hitOf(request, await store.entry(index))
      if (hit !== null) hits.push(hit)
      if (i % FINDS_A_TURN === FINDS_A_TURN - 1) await setImmediate()
    }
    return { ...shown(id, job), found: hits.length, hits }
  })

  app.delete('/original-searches/:id', { schema: contract.schema('cancelOriginalSearch') }, async (request, reply) => {
    own(request).job.stop.abort()
    return reply.code(204).send()
  })

  async function run(
    id: string,
    job: OriginalsJob,
    indexes: readonly number[],
    query: QueryNode,
    request: FastifyRequest,
  ): Promise<void> {
    let status: OriginalsJob['status'] = 'done'
    let found: readonly number[] = []
    try {
      const result = await scan({ indexes, query }, job.stop.signal, (scanned) => {
        job.scanned = scanned
      })
      found = result.found
      job.gone = result.gone
      job.scanned = indexes.length
    } catch (error) {
      status = job.stop.signal.aborted ? 'cancelled' : 'failed'
      if (status === 'failed') request.log.error({ event: 'originals.fault', fault: String((error as Error).name) })
    }
    try {
      const counts = { scanned: job.scanned, found: found.length, gone: job.gone }
      await write(request, { action: 'search-originals-end', search: id, status, ...counts })
      job.found = found
      job.status = status
    } catch {
      // What isn't recorded isn't shown.
      job.status = 'failed'
    }
  }

  /** What counsel closed since it was found is not shown any more. */
  async function hitOf(request: FastifyRequest, entry: StoredEntry | null): Promise<OriginalHit | null> {
    if (entry?.ref == null) return null
    const facts = exchangeFacts(await store.exchange(entry.ref), ledger.state)
    if (readableParts(policy(), callerOf(request), facts).size === 0) return null
    const { index, id, ref, time, type } = entry
    return { index, id, ref, time, type }
  }

  async function write(request: FastifyRequest, meta: Record<string, unknown>): Promise<void> {
    const caller = callerOf(request)
    await ledger.write({ type: 'access', agency: caller.agency, actor: caller, meta })
  }

  function isRunning(owner: string): boolean {
    return [...jobs.values()].some((job) => job.owner === owner && job.status === 'running')
  }

  function keep(id: string, job: OriginalsJob): void {
    for (const [old, { status }] of jobs) if (jobs.size >= JOBS_MAX && status !== 'running') jobs.delete(old)
    jobs.set(id, job)
  }

  function own(request: FastifyRequest): { id: string; job: OriginalsJob } {
    const { id } = request.params as { id: string }
    const job = jobs.get(id)
    if (job === undefined || job.owner !== callerOf(request).key) throw absent()
    return { id, job }
  }
}

/** Everything that the scope holds, whatever its words. */
async function scopeOf(
  search: ReachedSearch,
  scope: string,
  signal: AbortSignal,
): Promise<{ indexes: number[]; lag: number }> {
  const indexes: number[] = []
  let cursor: string | null = null
  let lag = 0
  do {
    const page = await search(
      { query: scope, limit: PAGE, total: false, snippets: false, ...(cursor === null ? {} : { cursor }) },
      signal,
    )
    if (cursor === null) lag = page.lag
    if (page.scope.records > SCOPE_MAX) throw tooWide(page.scope.records)
    indexes.push(...page.hits.map(({ index }) => index))
    cursor = page.cursor
  } while (cursor !== null)
  return { indexes, lag }
}

function shown(id: string, { request, query, frozenAt, scope, scanned, status, found, gone }: OriginalsJob) {
  return { id, request, query, frozenAt, scope, scanned, status, found: found.length, gone }
}

function notYours(): Refused {
  return new Refused('audience_not_granted', {
    clause: 'MO-06',
    rule: 'access.yaml',
    message: 'Your roles don’t include searching sealed originals.',
    next: 'Ask a records officer or counsel.',
  })
}

function otherPurpose({ access }: PolicySet): Refused {
  return new Refused('purpose_not_permitted', {
    clause: 'MS-24',
    rule: 'originals-purpose',
    message: 'Sealed originals are not searched for that purpose.',
    next: `Name one of ${access.originals.purposes.join(', ')}.`,
  })
}

function notOpen(): Refused {
  return new Refused('conflict', {
    clause: 'MS-24',
    rule: 'open-request',
    message: 'Your agency has no open request of that number.',
    next: 'Name an open one; look at GET /api/v1/requests.',
  })
}

function oneAtATime(): Refused {
  const next = 'Wait for it, or cancel it.'
  return new Refused('malformed_body', { clause: 'MS-24', rule: 'originals', message: 'You have one under way.', next })
}

function tooWide(records: number): Refused {
  return new Refused('malformed_body', {
    clause: 'MS-24',
    rule: 'originals',
    message: `The scope holds ${records} records; at most ${SCOPE_MAX} are searched at once.`,
    next: 'Narrow it down by a field or a time.',
  })
}

function absent(): Refused {
  return new Refused('route_not_governed', {
    clause: 'MS-10',
    rule: 'originals',
    message: 'You have no such search of originals.',
    next: 'Begin one with POST /api/v1/original-searches.',
  })
}
