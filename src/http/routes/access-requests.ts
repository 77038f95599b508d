import type { FastifyInstance } from 'fastify'
import type { AccessRequestRow } from '../../core/access-request.ts'
import type { DataClass } from '../../core/decision.ts'
import type { AccessRequests } from '../access-requests.ts'
import type { Contract } from '../contract.ts'
import { callerOf } from '../governance-api.ts'

interface Body {
  readonly system?: string
  readonly tool?: string
  readonly purpose: string
  readonly data_class: DataClass
  readonly need: string
  readonly who: string
}

/** Clause MS-37: asking for access to an AI system, and what became of it. */
export async function accessRequestRoutes(
  app: FastifyInstance,
  { contract, requests }: { contract: Contract; requests: AccessRequests },
): Promise<void> {
  app.post('/access-requests', { schema: contract.schema('requestAccess') }, async (request, reply) => {
    const { system = null, tool = null, data_class: dataClass, ...rest } = request.body as Body
    const row = await requests.send(callerOf(request), { system, tool, dataClass, ...rest })
    return reply.code(201).send(shown(row))
  })

  app.get('/access-requests', { schema: contract.schema('listAccessRequests') }, async (request) => {
    const { own, received } = await requests.list(callerOf(request))
    return { own: own.map(shown), received: received.map((row) => ({ ...shown(row), from: row.name })) }
  })
}

function shown({ by: _by, name: _name, dataClass, to, ...row }: AccessRequestRow): object {
  return { ...row, to: { ...to, person: to.person?.name ?? null }, data_class: dataClass }
}
