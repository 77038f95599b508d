import type { FastifyInstance } from 'fastify'
import type { Contract } from '../contract.ts'
import type { LabelDesk } from '../desks/label-desk.ts'

/** Clauses MS-24, MO-06: counsel closes a record to all but counsel, or opens it again. */
export async function recordLabelRoutes(
  app: FastifyInstance,
  { contract, labels }: { readonly contract: Contract; readonly labels: LabelDesk },
): Promise<void> {
  app.post('/records/:id/labels', { schema: contract.schema('labelRecord') }, async (request, reply) => {
    const { id } = request.params as { id: string }
    const asked = request.body as { privileged: boolean; reason: string }
    return reply.code(201).send(await labels.label(request, id, asked))
  })
}
