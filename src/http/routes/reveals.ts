import type { FastifyInstance } from 'fastify'
import type { Contract } from '../contract.ts'
import type { RevealDesk } from '../desks/reveal-desk.ts'
import type { RevealRequest } from '../reveal-rules.ts'

interface Named {
  readonly id: string
}

/** Clauses MS-10, MS-24, MO-19: sealed parts, with role, purpose and reason. */
export async function revealRoutes(
  app: FastifyInstance,
  { contract, reveals }: { readonly contract: Contract; readonly reveals: RevealDesk },
): Promise<void> {
  app.post('/records/:id/content', { schema: contract.schema('revealContent') }, async (request, reply) => {
    const { id } = request.params as Named
    const { waits, ...revealed } = await reveals.content(request, id, request.body as RevealRequest)
    return reply.code(waits ? 202 : 200).send(revealed)
  })

  app.get('/reveals', { schema: contract.schema('listReveals') }, async (request) => ({
    reveals: await reveals.list(request),
  }))

  app.post('/reveals/:id/approvals', { schema: contract.schema('approveReveal') }, async (request, reply) => {
    const { reason } = request.body as { reason: string }
    return reply.code(201).send(await reveals.approve(request, (request.params as Named).id, reason))
  })

  app.post('/reveals/:id/reviews', { schema: contract.schema('reviewReveal') }, async (request, reply) => {
    const { finding, reason } = request.body as { finding: 'justified' | 'not-justified'; reason: string }
    return reply.code(201).send(await reveals.review(request, (request.params as Named).id, finding, reason))
  })
}
