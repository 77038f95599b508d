import type { FastifyInstance } from 'fastify'
import { readJson } from '../../core/read-json.ts'
import type { StoredEntry } from '../../core/record.ts'
import type { RecordPart } from '../../policy/record-access.ts'
import type { Contract } from '../contract.ts'
import type { RecordDesk } from '../desks/record-desk.ts'
import { whileConnected } from '../record-search.ts'

interface Named {
  readonly id: string
}

/** Clauses MS-07, MS-10, MS-23, MO-04: records are read as `access.yaml` says, and the looking is recorded before anything is shown. */
export async function recordRoutes(
  app: FastifyInstance,
  { contract, records }: { readonly contract: Contract; readonly records: RecordDesk },
): Promise<void> {
  app.get('/records', { schema: contract.schema('searchRecords') }, async (request, reply) => {
    const {
      q,
      cursor,
      limit = 50,
      count,
      total = true,
      newer = false,
      timeline = false,
    } = request.query as SearchRequest
    const countBy = count?.split(',') ?? []
    const asked = { query: q, limit, countBy, total, newer, timeline, ...(cursor === undefined ? {} : { cursor }) }
    const { tally: _tally, upTo: _upTo, slots, ...page } = await records.search(request, asked, whileConnected(reply))
    return timeline ? { ...page, timeline: slots } : page
  })

  app.get('/records/:id', { schema: contract.schema('showRecord') }, async (request) => {
    const { id } = request.params as Named
    const { entries, facts, readable, altered } = await records.show(request, id)
    return {
      exchange: id,
      labels: facts?.labels ?? [],
      entries: entries.map((entry) => ({
        index: entry.index,
        id: entry.id,
        type: entry.type,
        time: entry.time,
        entry: entry.entry,
        parts: shownParts(entry, readable, altered),
      })),
    }
  })

  app.get('/records/:id/proof', { schema: contract.schema('proveRecord') }, async (request) => {
    const { id } = request.params as Named
    return { exchange: id, proofs: await records.prove(request, id) }
  })

  app.get('/records/:id/verification', { schema: contract.schema('verifyRecord') }, async (request) => {
    const { id } = request.params as Named
    const { checkpoint, size, answer, since, destruction, entries, faults } = await records.verify(request, id)
    return { exchange: id, answer, since, destruction, faults, entries, size, checkpoint }
  })
}

interface SearchRequest {
  readonly q: string
  readonly cursor?: string
  readonly limit?: number
  /** Field names, set apart by commas. */
  readonly count?: string
  readonly total?: boolean
  readonly newer?: boolean
  readonly timeline?: boolean
}

/** `meta` and `body` where they may be read; sealed parts are told of, not shown: they take a reveal. */
function shownParts(
  entry: StoredEntry,
  readable: ReadonlySet<RecordPart>,
  altered: ReadonlySet<string>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry.parts).map(([name, bytes]) => {
      if (altered.has(`${entry.index} ${name}`)) return [name, { altered: true }]
      if (bytes === null) return [name, null]
      if (name === 'meta' && readable.has('meta')) return [name, readJson(bytes.toString('utf8'))]
      if (name === 'body' && readable.has('body')) return [name, bytes.toString('utf8')]
      return [name, { sealed: true }]
    }),
  )
}
