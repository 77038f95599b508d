import type { FastifyInstance } from 'fastify'
import type { Coding } from '../../core/records-request.ts'
import type { CodingOrder } from '../../requests/codings.ts'
import type { Contract } from '../contract.ts'
import type { CodingDesk, SecondCoding } from '../desks/coding-desk.ts'

interface OneSample {
  readonly id: string
  readonly sample: string
}

/** Clauses MS-24, MO-06: what reviewers say of each record of a request's scope, and samples that check them. */
export async function requestCodingRoutes(
  app: FastifyInstance,
  { contract, codings }: { readonly contract: Contract; readonly codings: CodingDesk },
): Promise<void> {
  const idOf = (params: unknown): string => (params as { id: string }).id

  app.get('/requests/:id/records', { schema: contract.schema('listRequestRecords') }, (request) => {
    const { limit = 100, ...page } = request.query as { cursor?: number; limit?: number; coding?: string }
    return codings.list(request, idOf(request.params), { limit, ...page })
  })

  app.get('/requests/:id/next', { schema: contract.schema('nextUncodedRecord') }, async (request) => ({
    record: await codings.next(request, idOf(request.params), (request.query as { after?: number }).after),
  }))

  app.post('/requests/:id/codings', { schema: contract.schema('codeRequestRecords') }, async (request, reply) => {
    const { exemptions = [], ...order } = request.body as Omit<CodingOrder, 'exemptions'> & { exemptions?: string[] }
    return reply.code(201).send(await codings.code(request, idOf(request.params), { ...order, exemptions }))
  })

  app.post('/requests/:id/samples', { schema: contract.schema('drawRequestSample') }, async (request, reply) => {
    const { of = null, ...order } = request.body as { seed: string; size: number; of?: Coding; reason: string }
    return reply.code(201).send(await codings.draw(request, idOf(request.params), { ...order, of }))
  })

  app.get('/requests/:id/samples/:sample', { schema: contract.schema('showRequestSample') }, (request) => {
    const { id, sample } = request.params as OneSample
    return codings.sample(request, id, sample)
  })

  app.post(
    '/requests/:id/samples/:sample/codings',
    { schema: contract.schema('codeRequestSample') },
    async (request, reply) => {
      const { id, sample } = request.params as OneSample
      const { exemptions = [], ...order } = request.body as Omit<SecondCoding, 'exemptions'> & { exemptions?: string[] }
      return reply.code(201).send(await codings.second(request, id, sample, { ...order, exemptions }))
    },
  )
}
