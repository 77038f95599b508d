import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { PolicySet, Purpose } from '../../policy/policy-set.ts'
import { resolvePurpose } from '../../policy/resolve-purpose.ts'
import { ownUses } from '../catalog/decide-use.ts'
import type { Contract } from '../contract.ts'
import { callerOf } from '../governance-api.ts'

export interface PurposeParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly rows: StateRows
  readonly clock: Clock
}

/** Clause MS-01: what `AI-Purpose` may say, and what of it the enforcer would let the caller do, and by which systems. */
export async function purposeRoutes(app: FastifyInstance, parts: PurposeParts): Promise<void> {
  app.get('/purposes', { schema: parts.contract.schema('listPurposes') }, async (request) => {
    const caller = callerOf(request)
    const policy = parts.policy()
    const question = { policy, rows: parts.rows, now: parts.clock.now() }
    const uses = policy.systems.flatMap((system) =>
      ownUses(question, caller, system).map(({ purpose, maxClass }) => ({ purpose, system: system.id, maxClass })),
    )
    const assumed = resolvePurpose(policy, caller, null).id
    return {
      policy: policy.version,
      purposes: Object.values(policy.purposes as Readonly<Record<string, Purpose>>).map((purpose) => ({
        ...listed(purpose),
        you: {
          is_assumed: purpose.id === assumed,
          systems: uses
            .filter((use) => use.purpose === purpose.id)
            .map(({ system, maxClass }) => ({ system, max_class: maxClass })),
        },
      })),
    }
  })
}

function listed({ id, name, subjectTypes, decisionMode, review, highRisk, affected, floor, clauses }: Purpose): object {
  return {
    id,
    name,
    subject_types: subjectTypes,
    decision_mode: decisionMode,
    review,
    high_risk: highRisk,
    least_class: floor,
    affected: affected === undefined ? null : { notice: affected.notice, appeal: affected.appeal },
    clauses,
  }
}
