import type { FastifyInstance } from 'fastify'
import type { ProductionOrder } from '../../productions/create.ts'
import type { Productions } from '../../productions/productions.ts'
import type { AskedDecision } from '../../productions/review.ts'
import type { Contract } from '../contract.ts'
import type { ProductionDesk } from '../desks/production-desk.ts'
import { sendDelivery } from '../send-delivery.ts'

export interface ProductionRouteParts {
  readonly contract: Contract
  readonly productions: ProductionDesk
}

interface OneRecord {
  readonly id: string
  readonly exchange: string
}

const PAGE = 100

/** Clauses MS-24, MO-06: what is handed over of records, in two modes from the same store, decided by named people. */
export async function productionRoutes(app: FastifyInstance, parts: ProductionRouteParts): Promise<void> {
  const { contract, productions } = parts
  const idOf = (params: unknown): string => (params as { id: string }).id

  app.get('/productions', { schema: contract.schema('listProductions') }, async (request) => ({
    productions: productions.list(request),
  }))

  app.post('/productions', { schema: contract.schema('makeProduction') }, async (request, reply) => {
    const { request: about, mode, reason, bates_prefix, csv_bom, search_plan } = request.body as ProductionBody
    const order: ProductionOrder = {
      request: about,
      mode,
      reason,
      ...(bates_prefix === undefined ? {} : { batesPrefix: bates_prefix }),
      ...(csv_bom === undefined ? {} : { csvBom: csv_bom }),
      ...(search_plan === undefined ? {} : { withPlan: search_plan }),
    }
    return reply.code(201).send(await productions.create(request, order))
  })

  app.get('/productions/:id', { schema: contract.schema('showProduction') }, async (request) =>
    productions.show(request, idOf(request.params)),
  )

  app.delete('/productions/:id', { schema: contract.schema('cancelProduction') }, (request) =>
    productions.cancel(request, idOf(request.params)),
  )

  app.get('/productions/:id/records', { schema: contract.schema('listProductionRecords') }, (request) => {
    const { limit = PAGE, ...page } = request.query as { cursor?: string; limit?: number }
    return productions.records(request, idOf(request.params), { limit, ...page })
  })

  app.get('/productions/:id/records/:exchange', { schema: contract.schema('showProductionRecord') }, (request) => {
    const { id, exchange } = request.params as OneRecord
    return productions.record(request, id, exchange)
  })

  app.post(
    '/productions/:id/records/:exchange/decisions',
    { schema: contract.schema('decideProductionRecord') },
    async (request, reply) => {
      const { id, exchange } = request.params as OneRecord
      const { decisions } = request.body as { decisions: readonly AskedDecision[] }
      return reply.code(201).send(await productions.decide(request, id, exchange, decisions))
    },
  )

  app.get('/productions/:id/undecided', { schema: contract.schema('listUndecided') }, (request) => {
    const { cursor } = request.query as { cursor?: string }
    return productions.undecided(request, idOf(request.params), cursor ?? null)
  })

  app.post('/productions/:id/patterns', { schema: contract.schema('proposePattern') }, async (request, reply) => {
    const asked = request.body as Parameters<Productions['addPattern']>[1]
    return reply.code(201).send(await productions.addPattern(request, idOf(request.params), asked))
  })

  app.post(
    '/productions/:id/patterns/:pattern/decisions',
    { schema: contract.schema('decidePattern') },
    async (request, reply) => {
      const { id, pattern } = request.params as { id: string; pattern: string }
      const asked = request.body as Parameters<Productions['decidePattern']>[2]
      return reply.code(201).send(await productions.decidePattern(request, id, pattern, asked))
    },
  )

  app.post('/productions/:id/build', { schema: contract.schema('buildProduction') }, async (request, reply) =>
    reply.code(202).send(await productions.build(request, idOf(request.params))),
  )

  app.post('/productions/:id/seal', { schema: contract.schema('sealProduction') }, (request) => {
    const { manifest_sha256 } = request.body as { manifest_sha256: string }
    return productions.seal(request, idOf(request.params), manifest_sha256)
  })

  app.get('/productions/:id/package', { schema: contract.schema('downloadPackage') }, async (request, reply) =>
    sendDelivery(reply, await productions.deliver(request, idOf(request.params), 'package')),
  )

  app.get(
    '/productions/:id/exemption-log',
    { schema: contract.schema('downloadExemptionLog') },
    async (request, reply) =>
      sendDelivery(reply, await productions.deliver(request, idOf(request.params), 'exemption-log')),
  )

  app.get(
    '/productions/:id/privilege-log',
    { schema: contract.schema('downloadPrivilegeLog') },
    async (request, reply) =>
      sendDelivery(reply, await productions.deliver(request, idOf(request.params), 'privilege-log')),
  )
}

interface ProductionBody {
  readonly request: string
  readonly mode: ProductionOrder['mode']
  readonly reason: string
  readonly bates_prefix?: string
  readonly csv_bom?: boolean
  readonly search_plan?: boolean
}
