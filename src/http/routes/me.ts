import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { visibleModels } from '../../policy/visible-models.ts'
import type { Contract } from '../contract.ts'
import { callerOf } from '../governance-api.ts'

/** Who the gateway takes the caller for, and what they may use. */
export async function meRoutes(
  app: FastifyInstance,
  parts: { contract: Contract; policy: () => PolicySet; clock: Clock },
): Promise<void> {
  app.get('/me', { schema: parts.contract.schema('me') }, async (request) => {
    const caller = callerOf(request)
    return {
      issuer: caller.issuer,
      subject: caller.subject,
      subject_type: caller.subjectType,
      client: caller.client,
      agency: caller.agency,
      unit: caller.unit,
      roles: caller.roles,
      assurance: caller.assurance,
      models: visibleModels(parts.policy(), caller, parts.clock.now()).map((model) => model.id),
    }
  })
}
