import type { FastifyInstance } from 'fastify'
import type { ExchangeId } from '../../core/ids.ts'
import type { LogReader, RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import type { StoredEntry } from '../../core/record.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Ledger } from '../../records/ledger.ts'
import { SearchQueryError } from '../../records/search/query-error.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'

export interface RecordParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly store: RecordReader & LogReader
  readonly ledger: Ledger
  readonly prove: (ref: ExchangeId) => Promise<readonly { index: number; type: string; proof: string }[]>
}

/** Clauses MS-07, MS-10, MS-23, MO-04: records are read by role, and the looking is itself recorded before anything is shown. */
export async function recordRoutes(app: FastifyInstance, parts: RecordParts): Promise<void> {
  const mayRead = (caller: Principal): boolean =>
    parts.policy().access.parts.body.roles.some((role) => caller.roles.includes(role))
  const look = (caller: Principal, meta: Record<string, unknown>): Promise<unknown> =>
    parts.ledger.write({ type: 'access', agency: caller.agency, actor: caller, meta })

  app.get('/records', { schema: parts.contract.schema('searchRecords') }, async (request) => {
    const caller = callerOf(request)
    if (!mayRead(caller)) throw notYours()
    const { q, cursor, limit = 50 } = request.query as { q: string; cursor?: string; limit?: number }
    await look(caller, { action: 'search', query: q })
    try {
      return await parts.store.search({
        query: q,
        agencies: [caller.agency],
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      })
    } catch (error) {
      if (error instanceof SearchQueryError)
        throw new Refused('malformed_body', {
          clause: 'MS-24',
          rule: 'search-query',
          message: error.message,
          next: 'Correct the query.',
        })
      throw error
    }
  })

  app.get('/records/:id', { schema: parts.contract.schema('showRecord') }, async (request) => {
    const caller = callerOf(request)
    const { id } = request.params as { id: string }
    const entries = await visibleEntries(id as ExchangeId, caller)
    await look(caller, { action: 'show', exchange: id })
    return {
      exchange: id,
      entries: entries.map((entry) => ({
        index: entry.index,
        id: entry.id,
        type: entry.type,
        time: entry.time,
        entry: entry.entry,
        parts: shownParts(entry),
      })),
    }
  })

  app.get('/records/:id/proof', { schema: parts.contract.schema('proveRecord') }, async (request) => {
    const caller = callerOf(request)
    const { id } = request.params as { id: string }
    await visibleEntries(id as ExchangeId, caller)
    return { exchange: id, proofs: await parts.prove(id as ExchangeId) }
  })

  /** A record of another agency, or of somebody else, is not there: 404, never 403. */
  async function visibleEntries(ref: ExchangeId, caller: Principal): Promise<StoredEntry[]> {
    const entries = await parts.store.exchange(ref)
    const first = entries[0]
    if (first === undefined) throw absent()
    const { agency } = JSON.parse(first.entry) as { agency: string }
    if (agency !== caller.agency) throw absent()
    if (mayRead(caller) || ownerOf(first) === caller.key) return entries
    throw absent()
  }
}

function ownerOf(entry: StoredEntry): string | null {
  const meta = entry.parts['meta']
  if (!meta) return null
  const { principal } = readJson(meta.toString('utf8')) as { principal?: { issuer: string; subject: string } }
  return principal === undefined ? null : `${principal.issuer}|${principal.subject}`
}

/** `meta` and `body`; sealed parts are told of, not shown: they take a reveal. */
function shownParts(entry: StoredEntry): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const [name, bytes] of Object.entries(entry.parts)) {
    if (name === 'meta') shown['meta'] = bytes === null ? null : readJson(bytes.toString('utf8'))
    else if (name === 'body') shown['body'] = bytes === null ? null : bytes.toString('utf8')
    else shown[name] = bytes === null ? null : { sealed: true }
  }
  return shown
}

function notYours(): Refused {
  return new Refused('audience_not_granted', {
    clause: 'MO-04',
    rule: 'access.yaml',
    message: 'Your roles don’t include reading records.',
    next: 'Ask a records officer.',
  })
}

function absent(): Refused {
  return new Refused('route_not_governed', {
    clause: 'MS-10',
    rule: 'record-visible',
    message: 'There is no such record for you.',
    next: 'Check the id.',
  })
}
