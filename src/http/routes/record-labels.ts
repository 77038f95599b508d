import type { FastifyInstance } from 'fastify'
import type { Contract } from '../contract.ts'
import type { LabelDesk } from '../desks/label-desk.ts'

/** Clauses MS-24, MS-51, MO-06: what counsel closes or opens, and what the privacy officer shows again. */
export async function recordLabelRoutes(
  app: FastifyInstance,
  { contract, labels }: { readonly contract: Contract; readonly labels: LabelDesk },
): Promise<void> {
  app.post('/records/:id/labels', { schema: contract.schema('labelRecord') }, async (request, reply) => {
    const { id } = request.params as { id: string }
    const { privileged, reason } = request.body as { privileged?: boolean; reason: string }
    const marked =
      privileged === undefined
        ? labels.liftExposure(request, id, reason)
        : labels.label(request, id, { privileged, reason })
    return reply.code(201).send(await marked)
  })
}
