import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Ledger } from '../../records/ledger.ts'
import type { Orderer } from '../orderer.ts'

export interface LookParts {
  readonly ledger: Ledger
  /** Agency of looks that no person of an agency took. */
  readonly agency: string
  readonly orderer: (request: FastifyRequest) => Orderer
}

const text = { type: 'string', maxLength: 200 } as const

/** What an operator of this machine is about to read from the data folder, written down first (clause MO-04). */
export async function lookRoutes(app: FastifyInstance, { ledger, agency, orderer }: LookParts): Promise<void> {
  const body = {
    type: 'object',
    additionalProperties: false,
    required: ['action'],
    properties: {
      action: { enum: ['replay', 'explain', 'prove', 'reconcile'] },
      record: text,
      candidate: text,
      since: text,
      vendor: text,
    },
  }
  app.post('/looks', { schema: { body } }, async (request, reply) => {
    const { actor } = orderer(request).order
    await ledger.write({ type: 'access', agency, actor, meta: { ...(request.body as object) } })
    return reply.code(201).send({})
  })
}
