import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ProductionOrder } from '../../productions/create.ts'
import type { Delivery } from '../../productions/deliver.ts'
import type { Productions, ShownProduction } from '../../productions/productions.ts'
import type { AskedDecision } from '../../productions/review.ts'
import type { Contract } from '../contract.ts'
import { allowed, callerOf } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { shownPattern, shownProduction, shownRecord } from '../shown-production.ts'

export interface ProductionRouteParts {
  readonly contract: Contract
  readonly productions: Productions
  readonly look: RecordLook
}

interface OneRecord {
  readonly id: string
  readonly exchange: string
}

const PAGE = 100

/** Clauses MS-24, MO-06: what is handed over of records, in two modes from the same store, decided by named people. */
export async function productionRoutes(app: FastifyInstance, parts: ProductionRouteParts): Promise<void> {
  const { contract, productions, look } = parts
  const idOf = (params: unknown): string => (params as { id: string }).id

  app.get('/productions', { schema: contract.schema('listProductions') }, async (request) => {
    const found = allowed(productions.list(callerOf(request)) as object) as readonly ShownProduction[]
    return { productions: found.map((one) => shownProduction(one)) }
  })

  app.post('/productions', { schema: contract.schema('makeProduction') }, async (request, reply) => {
    const { request: about, mode, reason, bates_prefix, csv_bom } = request.body as ProductionBody
    const order: ProductionOrder = {
      request: about,
      mode,
      reason,
      ...(bates_prefix === undefined ? {} : { batesPrefix: bates_prefix }),
      ...(csv_bom === undefined ? {} : { csvBom: csv_bom }),
    }
    return reply.code(201).send(shownProduction(allowed(await productions.create(order, callerOf(request)))))
  })

  app.get('/productions/:id', { schema: contract.schema('showProduction') }, async (request) =>
    shownProduction(allowed(productions.find(idOf(request.params), callerOf(request)))),
  )

  app.delete('/productions/:id', { schema: contract.schema('cancelProduction') }, async (request) =>
    shownProduction(allowed(await productions.cancel(idOf(request.params), callerOf(request)))),
  )

  app.get('/productions/:id/records', { schema: contract.schema('listProductionRecords') }, async (request) => {
    const id = idOf(request.params)
    const { cursor, limit = PAGE } = request.query as { cursor?: string; limit?: number }
    const page = { limit, ...(cursor === undefined ? {} : { after: cursor }) }
    const { records, next } = allowed(productions.records(id, callerOf(request), page))
    await look(request, { action: 'list-production', production: id })
    return { records, cursor: next }
  })

  app.get(
    '/productions/:id/records/:exchange',
    { schema: contract.schema('showProductionRecord') },
    async (request) => {
      const { id, exchange } = request.params as OneRecord
      const record = allowed(await productions.record(id, exchange, callerOf(request)))
      await look(request, { action: 'show-production-record', production: id, exchange })
      return shownRecord(record)
    },
  )

  app.post(
    '/productions/:id/records/:exchange/decisions',
    { schema: contract.schema('decideProductionRecord') },
    async (request, reply) => {
      const { id, exchange } = request.params as OneRecord
      const { decisions } = request.body as { decisions: readonly AskedDecision[] }
      const record = allowed(await productions.decide(id, exchange, decisions, callerOf(request)))
      return reply.code(201).send(shownRecord(record))
    },
  )

  app.get('/productions/:id/undecided', { schema: contract.schema('listUndecided') }, async (request) => {
    const id = idOf(request.params)
    const { cursor } = request.query as { cursor?: string }
    const found = allowed(await productions.undecided(id, cursor ?? null, callerOf(request)))
    await look(request, { action: 'show-undecided', production: id })
    return found
  })

  app.post('/productions/:id/patterns', { schema: contract.schema('proposePattern') }, async (request, reply) => {
    const asked = request.body as Parameters<Productions['addPattern']>[1]
    const pattern = allowed(await productions.addPattern(idOf(request.params), asked, callerOf(request)))
    return reply.code(201).send(shownPattern(pattern))
  })

  app.post(
    '/productions/:id/patterns/:pattern/decisions',
    { schema: contract.schema('decidePattern') },
    async (request, reply) => {
      const { id, pattern } = request.params as { id: string; pattern: string }
      const asked = request.body as Parameters<Productions['decidePattern']>[2]
      return reply
        .code(201)
        .send(shownPattern(allowed(await productions.decidePattern(id, pattern, asked, callerOf(request)))))
    },
  )

  app.post('/productions/:id/build', { schema: contract.schema('buildProduction') }, async (request, reply) =>
    reply.code(202).send(shownProduction(allowed(await productions.build(idOf(request.params), callerOf(request))))),
  )

  app.post('/productions/:id/seal', { schema: contract.schema('sealProduction') }, async (request) => {
    const { manifest_sha256 } = request.body as { manifest_sha256: string }
    return shownProduction(allowed(await productions.seal(idOf(request.params), manifest_sha256, callerOf(request))))
  })

  app.get('/productions/:id/package', { schema: contract.schema('downloadPackage') }, async (request, reply) =>
    send(reply, allowed(await productions.deliver(idOf(request.params), 'package', callerOf(request)))),
  )

  app.get(
    '/productions/:id/privilege-log',
    { schema: contract.schema('downloadPrivilegeLog') },
    async (request, reply) =>
      send(reply, allowed(await productions.deliver(idOf(request.params), 'privilege-log', callerOf(request)))),
  )
}

interface ProductionBody {
  readonly request: string
  readonly mode: ProductionOrder['mode']
  readonly reason: string
  readonly bates_prefix?: string
  readonly csv_bom?: boolean
}

function send(reply: FastifyReply, { row, content, bytes, name, type }: Delivery): FastifyReply {
  return reply
    .headers({
      'content-type': type,
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      ...(type === 'application/x-tar' ? { 'repr-digest': digest(row.build?.sha256 ?? '') } : {}),
    })
    .send(content)
}

/** RFC 9530. */
function digest(hex: string): string {
  return `sha-256=:${Buffer.from(hex, 'hex').toString('base64')}:`
}
