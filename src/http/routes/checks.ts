import type { FastifyInstance } from 'fastify'
import type { ScheduledChecks } from '../../oversight/checks/scheduled-checks.ts'
import type { Contract } from '../contract.ts'
import { allowed, callerOf } from '../governance-api.ts'

/** Clauses MS-46, MS-54: probes and canaries that the gateway runs by itself, and what came of them. */
export async function checkRoutes(
  app: FastifyInstance,
  { contract, checks }: { readonly contract: Contract; readonly checks: Pick<ScheduledChecks, 'list' | 'request'> },
): Promise<void> {
  app.get('/checks', { schema: contract.schema('listChecks') }, async (request) => {
    const { client, hasCredential, checks: all, versions } = allowed(checks.list(callerOf(request)))
    const shown = all.map(({ kind, check, model, system, everyDays, state, next, row }) => ({
      ...{ kind, check, model, system, everyDays, state, next },
      ...{ last: row?.last ?? null, failures: row?.failures ?? 0, fault: row?.fault ?? null },
    }))
    return { client, hasCredential, checks: shown, versions }
  })

  app.post('/checks/runs', { schema: contract.schema('requestCheck') }, async (request, reply) => {
    const asked = request.body as Parameters<ScheduledChecks['request']>[1]
    const { kind, check, model } = allowed(await checks.request(callerOf(request), asked))
    return reply.code(202).send({ kind, check, model })
  })
}
