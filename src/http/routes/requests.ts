import type { FastifyInstance } from 'fastify'
import type { IntakeOrder } from '../../requests/requests.ts'
import type { Contract } from '../contract.ts'
import type { RequestDesk } from '../desks/request-desk.ts'

/** Clauses MS-24, MO-06: public-records requests, each act an entry, and each look at who asks for what as well. */
export async function requestRoutes(
  app: FastifyInstance,
  { contract, requests }: { readonly contract: Contract; readonly requests: RequestDesk },
): Promise<void> {
  const idOf = (params: unknown): string => (params as { id: string }).id

  app.get('/requests', { schema: contract.schema('listRequests') }, async (request) =>
    requests.list(request, (request.query as { status?: string }).status),
  )

  app.post('/requests', { schema: contract.schema('receiveRequest') }, async (request, reply) => {
    const { received_at: receivedAt, ...order } = request.body as Omit<IntakeOrder, 'receivedAt'> & {
      received_at?: string
    }
    const given = { ...order, ...(receivedAt === undefined ? {} : { receivedAt }) }
    return reply.code(201).send(await requests.receive(request, given))
  })

  app.get('/requests/denials', { schema: contract.schema('listDenials') }, async (request) => ({
    denials: requests.denials(request),
  }))

  app.get('/requests/:id', { schema: contract.schema('showRequest') }, (request) =>
    requests.show(request, idOf(request.params)),
  )

  app.post('/requests/:id/transitions', { schema: contract.schema('moveRequest') }, async (request, reply) =>
    reply.code(201).send(await requests.move(request, idOf(request.params), request.body)),
  )

  app.get('/requests/:id/letters/:letter', { schema: contract.schema('showRequestLetter') }, async (request) => {
    const { id, letter } = request.params as { id: string; letter: string }
    return requests.letter(request, id, letter)
  })
}
