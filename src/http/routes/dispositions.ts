import type { FastifyInstance } from 'fastify'
import type { Proposal } from '../../retention/propose.ts'
import type { Contract } from '../contract.ts'
import { type DispositionDesk, shownApproval } from '../desks/disposition-desk.ts'

interface Named {
  readonly id: string
}

/** Clauses MO-10, MO-27..30, MO-39, MS-24: what is due, and its destruction by two who didn't propose it. */
export async function dispositionRoutes(
  app: FastifyInstance,
  { contract, dispositions }: { readonly contract: Contract; readonly dispositions: DispositionDesk },
): Promise<void> {
  app.get('/dispositions/plan', { schema: contract.schema('planDispositions') }, (request) =>
    dispositions.plan(request),
  )

  app.get('/dispositions', { schema: contract.schema('listDispositions') }, (request) => dispositions.list(request))

  app.post('/dispositions', { schema: contract.schema('proposeDisposition') }, async (request, reply) =>
    reply.code(201).send(await dispositions.propose(request, request.body as Proposal)),
  )

  app.get('/dispositions/:id', { schema: contract.schema('showDisposition') }, (request) =>
    dispositions.find(request, (request.params as Named).id),
  )

  app.post('/dispositions/:id/approvals', { schema: contract.schema('approveDisposition') }, async (request, reply) => {
    const { set_sha256 } = request.body as { set_sha256: string }
    const approvals = await dispositions.approve(request, (request.params as Named).id, set_sha256)
    return reply.code(201).send({ approvals: approvals.map(shownApproval) })
  })

  app.post('/dispositions/:id/withdrawal', { schema: contract.schema('withdrawDisposition') }, (request) => {
    const { reason } = request.body as { reason: string }
    return dispositions.withdraw(request, (request.params as Named).id, reason)
  })

  app.post('/dispositions/:id/run', { schema: contract.schema('runDisposition') }, (request) =>
    dispositions.run(request, (request.params as Named).id),
  )
}
