import type { Decision, Obligations } from '../core/decision.ts'
import type { Principal } from '../core/principal.ts'
import type { Case, Verdict } from './checks/check.ts'
import { CHECKS } from './checks/index.ts'
import { citedClauses } from './cite.ts'
import { clientOf } from './clients.ts'
import { effectiveClass, floorOf } from './data-class.ts'
import { excepted } from './excepted.ts'
import type { Facts } from './facts.ts'
import { narrowGrants } from './grants.ts'
import type { PolicySet } from './policy-set.ts'
import { recordSeries } from './record-series.ts'
import { rolesInForce } from './roles-in-force.ts'

/**
 * The policy's answer to one exchange. All checks are made, and any refusal refuses; the first in order is the one shown.
 * Pure: the same facts under the same policy give the same answer, whenever it is asked.
 */
export function decide(policy: PolicySet, facts: Facts): Decision {
  const subject = openCase(policy, facts)
  const verdicts = CHECKS.map((check) => {
    const verdict = check(subject, policy)
    return cited(policy, verdict.refusal === undefined ? verdict : (excepted(verdict, subject, policy) ?? verdict))
  })
  const steps = verdicts.map(({ step }) => step)
  const refused = verdicts.find((verdict): verdict is Required<Verdict> => verdict.refusal !== undefined)
  if (refused !== undefined) return { kind: 'refuse', refusal: refused.refusal, steps }
  return { kind: 'allow', rule: `grant:${facts.system.id}`, steps, obligations: obligations(policy, subject) }
}

/** The verdict under the clauses of this policy's own source. */
function cited(policy: PolicySet, verdict: Verdict): Verdict {
  const clauses = citedClauses(policy, verdict.step.clauses)
  if (clauses === verdict.step.clauses) return verdict
  const step = { ...verdict.step, clauses }
  return verdict.refusal === undefined ? { step } : { step, refusal: { ...verdict.refusal, clause: clauses[0]! } }
}

function openCase(policy: PolicySet, facts: Facts): Case {
  const client = clientOf(policy, facts.principal)
  const purpose = facts.purpose.id === null ? null : (policy.purposes[facts.purpose.id] ?? null)
  const dataClass = effectiveClass(policy, facts, floorOf(facts.system, client, purpose))
  const mode = facts.decisionMode ?? purpose?.decisionMode ?? 'none'
  const grants = narrowGrants(
    facts.system.grants,
    inForce(policy, facts.principal),
    facts.purpose.id,
    dataClass.dataClass,
    mode,
    facts.now,
  )
  return { facts, client, purpose, dataClass, mode, grants }
}

/** The caller with the roles that count at this sign-in. */
function inForce(policy: PolicySet, principal: Principal): Principal {
  const roles = rolesInForce(policy, principal)
  return roles === principal.roles ? principal : { ...principal, roles }
}

function obligations(policy: PolicySet, { facts, client, purpose }: Case): Obligations {
  return {
    label: client?.showsLabel ?? 'content',
    series: recordSeries(policy, facts.principal.unit, facts.system.series),
    unscannable: facts.system.unscannable,
    review: facts.system.review || purpose?.review === true,
  }
}
