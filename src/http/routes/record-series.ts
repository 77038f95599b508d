import type { FastifyInstance } from 'fastify'
import type { Reclassification } from '../../retention/reclassify.ts'
import type { TransitoryStatement } from '../../retention/transitory.ts'
import type { Confirmer } from '../../retention/transitory-row.ts'
import type { Contract } from '../contract.ts'
import type { SeriesDesk } from '../desks/series-desk.ts'

interface Named {
  readonly id: string
}

/** Clauses MO-07, MO-28: which series a record belongs to, as people decide; none of it destroys anything. */
export async function recordSeriesRoutes(
  app: FastifyInstance,
  { contract, series: desk }: { readonly contract: Contract; readonly series: SeriesDesk },
): Promise<void> {
  app.post('/records/:id/series', { schema: contract.schema('reclassifyRecord') }, async (request, reply) => {
    const { series, replaces = false, reason } = request.body as Partial<Reclassification> & { reason: string }
    const asked = { series: series ?? null, replaces, reason }
    return reply.code(201).send(await desk.reclassify(request, (request.params as Named).id, asked))
  })

  app.post('/records/:id/transitory', { schema: contract.schema('stateTransitory') }, async (request, reply) => {
    const statement = request.body as TransitoryStatement
    return reply.code(201).send(await desk.state(request, (request.params as Named).id, statement))
  })

  app.get('/transitory', { schema: contract.schema('listTransitory') }, async (request) => ({
    statements: desk.list(request),
  }))

  app.post(
    '/records/:id/transitory/confirmations',
    { schema: contract.schema('confirmTransitory') },
    async (request, reply) => {
      const asked = request.body as { as: Confirmer; agrees: boolean; reason: string }
      return reply.code(201).send(await desk.confirm(request, (request.params as Named).id, asked))
    },
  )

  app.post(
    '/records/:id/transitory/reversal',
    { schema: contract.schema('reverseTransitory') },
    async (request, reply) => {
      const { reason } = request.body as { reason: string }
      return reply.code(201).send(await desk.reverse(request, (request.params as Named).id, reason))
    },
  )

  app.post('/cases/closings', { schema: contract.schema('closeCase') }, async (request, reply) => {
    const { matter, closed_on, reason } = request.body as { matter: string; closed_on: string | null; reason: string }
    return reply.code(201).send(await desk.closeCase(request, { matter, closedOn: closed_on, reason }))
  })
}
