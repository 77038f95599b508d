import type { FastifyInstance } from 'fastify'
import { MEASURES, type Measure } from '../../core/quota.ts'
import type { QuotaLedger } from '../../pipeline/quota-ledger.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { ownQuotas } from '../../policy/quotas-for.ts'
import type { Contract } from '../contract.ts'
import { callerOf } from '../governance-api.ts'

const MILLIONTHS = 1_000_000
const NAMES: Readonly<Record<Measure, string>> = {
  requests: 'requests',
  tokens: 'tokens',
  cost: 'dollars',
  activeMinutes: 'active_minutes',
}

/** Clauses MS-08, MO-22: what somebody may still use, before a refusal tells them. */
export async function quotaRoutes(
  app: FastifyInstance,
  parts: { contract: Contract; policy: () => PolicySet; quotas: QuotaLedger },
): Promise<void> {
  app.get('/quotas', { schema: parts.contract.schema('quotas') }, async (request) => {
    const policy = parts.policy()
    const standing = parts.quotas.standing(policy, ownQuotas(policy, callerOf(request)))
    return {
      quotas: standing.flatMap(({ limit, used, resetsAt }) =>
        MEASURES.filter((measure) => limit.max[measure] !== undefined).map((measure) => ({
          id: limit.id,
          window: limit.window,
          measure: NAMES[measure],
          limit: inUnits(measure, limit.max[measure]!),
          used: inUnits(measure, used[measure]),
          resets_at: new Date(resetsAt).toISOString(),
          clauses: limit.clauses,
        })),
      ),
    }
  })
}

function inUnits(measure: Measure, amount: number): number {
  return measure === 'cost' ? amount / MILLIONTHS : amount
}
