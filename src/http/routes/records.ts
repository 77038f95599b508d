import type { FastifyInstance } from 'fastify'
import type { Clock, ExchangeId } from '../../core/ids.ts'
import type { LogReader, RecordReader } from '../../core/ports.ts'
import { readJson } from '../../core/read-json.ts'
import type { StoredEntry } from '../../core/record.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { mayProve, type RecordPart, readableParts } from '../../policy/record-access.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Contract } from '../contract.ts'
import { callerOf } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { searchFor, whileConnected } from '../record-search.ts'
import { visibleRecord } from '../visible-record.ts'

export interface RecordParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly store: RecordReader & LogReader
  readonly ledger: Ledger
  readonly look: RecordLook
  readonly clock: Clock
  readonly prove: (ref: ExchangeId) => Promise<readonly { index: number; type: string; proof: string }[]>
}

/** Clauses MS-07, MS-10, MS-23, MO-04: records are read as `access.yaml` says, and the looking is recorded before anything is shown. */
export async function recordRoutes(app: FastifyInstance, parts: RecordParts): Promise<void> {
  const { contract, policy, look } = parts

  app.get('/records', { schema: contract.schema('searchRecords') }, async (request, reply) => {
    const caller = callerOf(request)
    const search = searchFor(parts, caller)
    const { q, cursor, limit = 50, count, total = true } = request.query as SearchRequest
    const countBy = count?.split(',') ?? []
    await look(request, { action: 'search', query: q, ...(cursor === undefined ? {} : { cursor }) })
    const asked = { query: q, limit, countBy, total, ...(cursor === undefined ? {} : { cursor }) }
    return search(asked, whileConnected(reply))
  })

  app.get('/records/:id', { schema: contract.schema('showRecord') }, async (request) => {
    const caller = callerOf(request)
    const { id } = request.params as { id: string }
    const readable = (facts: Parameters<typeof readableParts>[2]): ReadonlySet<RecordPart> =>
      readableParts(policy(), caller, facts)
    const { entries, facts } = await visibleRecord(parts, id, (known) => readable(known).size > 0)
    await look(request, { action: 'show', exchange: id })
    const shown = readable(facts)
    return {
      exchange: id,
      labels: facts.labels,
      entries: entries.map((entry) => ({
        index: entry.index,
        id: entry.id,
        type: entry.type,
        time: entry.time,
        entry: entry.entry,
        parts: shownParts(entry, shown),
      })),
    }
  })

  app.get('/records/:id/proof', { schema: contract.schema('proveRecord') }, async (request) => {
    const caller = callerOf(request)
    const { id } = request.params as { id: string }
    await visibleRecord(parts, id, (facts) => mayProve(policy(), caller, facts))
    await look(request, { action: 'prove', exchange: id })
    return { exchange: id, proofs: await parts.prove(id as ExchangeId) }
  })
}

interface SearchRequest {
  readonly q: string
  readonly cursor?: string
  readonly limit?: number
  /** Field names, set apart by commas. */
  readonly count?: string
  readonly total?: boolean
}

/** `meta` and `body` where they may be read; sealed parts are told of, not shown: they take a reveal. */
function shownParts(entry: StoredEntry, readable: ReadonlySet<RecordPart>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry.parts).map(([name, bytes]) => {
      if (bytes === null) return [name, null]
      if (name === 'meta' && readable.has('meta')) return [name, readJson(bytes.toString('utf8'))]
      if (name === 'body' && readable.has('body')) return [name, bytes.toString('utf8')]
      return [name, { sealed: true }]
    }),
  )
}
