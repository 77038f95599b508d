import type { Decision, Obligations } from '../core/decision.ts'
import type { Case, Verdict } from './checks/check.ts'
import { CHECKS } from './checks/index.ts'
import { clientOf } from './clients.ts'
import { effectiveClass } from './data-class.ts'
import type { Facts } from './facts.ts'
import { narrowGrants } from './grants.ts'
import type { PolicySet } from './policy-set.ts'

/**
 * The policy's answer to one exchange. All checks are made, and any refusal refuses; the first in order is the one shown.
 * Pure: the same facts under the same policy give the same answer, whenever it is asked.
 */
export function decide(policy: PolicySet, facts: Facts): Decision {
  const subject = openCase(policy, facts)
  const verdicts = CHECKS.map((check) => check(subject, policy))
  const steps = verdicts.map(({ step }) => step)
  const refused = verdicts.find((verdict): verdict is Required<Verdict> => verdict.refusal !== undefined)
  if (refused !== undefined) return { kind: 'refuse', refusal: refused.refusal, steps }
  return { kind: 'allow', rule: `grant:${facts.system.id}`, steps, obligations: obligations(subject) }
}

function openCase(policy: PolicySet, facts: Facts): Case {
  const client = clientOf(policy, facts.principal)
  const purpose = facts.purpose.id === null ? null : (policy.purposes[facts.purpose.id] ?? null)
  const dataClass = effectiveClass(policy, facts)
  const mode = facts.decisionMode ?? purpose?.decisionMode ?? 'none'
  const grants = narrowGrants(facts.system.grants, facts.principal, facts.purpose.id, dataClass.dataClass, mode)
  return { facts, client, purpose, dataClass, mode, grants }
}

function obligations({ facts, client, purpose }: Case): Obligations {
  return {
    label: client?.showsLabel ?? 'content',
    series: facts.system.series,
    unscannable: facts.system.unscannable,
    review: facts.system.review || purpose?.review === true,
  }
}
