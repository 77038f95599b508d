import type { FastifyInstance } from 'fastify'
import type { HoldOrder } from '../../retention/hold-order.ts'
import type { Contract } from '../contract.ts'
import type { HoldDesk } from '../desks/hold-desk.ts'

interface Named {
  readonly id: string
}

/** Clauses MO-10, MS-24: legal holds, the notices to their custodians, and their release by two people. */
export async function holdRoutes(
  app: FastifyInstance,
  { contract, holds }: { readonly contract: Contract; readonly holds: HoldDesk },
): Promise<void> {
  app.get('/holds', { schema: contract.schema('listHolds') }, (request) => holds.list(request))

  app.post('/holds', { schema: contract.schema('placeHold') }, async (request, reply) => {
    const hold = await holds.place(request, request.body as HoldOrder)
    return reply.code(202).header('location', `/api/v1/holds/${hold.id}`).send(hold)
  })

  app.get('/holds/:id', { schema: contract.schema('showHold') }, (request) =>
    holds.show(request, (request.params as Named).id),
  )

  app.post('/hold-checks', { schema: contract.schema('checkHold') }, async (request, reply) => {
    const check = await holds.check(request, request.body as HoldOrder)
    return reply.code(202).header('location', `/api/v1/hold-checks/${check.id}`).send(check)
  })

  app.get(
    '/hold-checks/:id',
    { schema: contract.schema('showHoldCheck') },
    async (request) => holds.checked(request, (request.params as Named).id).check,
  )

  app.delete('/hold-checks/:id', { schema: contract.schema('cancelHoldCheck') }, async (request, reply) => {
    await holds.cancelCheck(request, (request.params as Named).id)
    return reply.code(204).send()
  })

  app.post('/holds/:id/acknowledgments', { schema: contract.schema('acknowledgeHold') }, (request) =>
    holds.acknowledge(request, (request.params as Named).id),
  )

  app.post('/holds/:id/release', { schema: contract.schema('releaseHold') }, async (request, reply) => {
    const { reason } = request.body as { reason: string }
    const hold = await holds.release(request, (request.params as Named).id, reason)
    return reply.code(hold.state === 'released' ? 200 : 202).send(hold)
  })
}
