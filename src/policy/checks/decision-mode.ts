import { DECISION_MODES, type DecisionMode } from '../../core/decision.ts'
import type { PolicySet } from '../policy-set.ts'
import { endOfDay } from '../zoned-day.ts'
import { type Case, oblige, pass, refuse, type Verdict } from './check.ts'

const RULE = 'decision-mode'
const rank = (mode: DecisionMode): number => DECISION_MODES.indexOf(mode)

/** How far AI may take part in a decision: never alone without written approval. */
export function decisionMode({ facts, client, mode, grants }: Case, policy: PolicySet): Verdict {
  const { system, attended, now } = facts
  if (grants.decisionMode.length === 0) {
    return refuse(
      RULE,
      ['MS-44', 'MS-30'],
      'decision_mode_not_approved',
      `System ${system.id} is not granted for decision mode ${mode} here.`,
    )
  }
  if (!attended && client !== null && rank(mode) > rank(client.maxDecisionMode)) {
    return refuse(
      RULE,
      ['MS-44', 'MS-30'],
      'decision_mode_not_approved',
      `Client ${client.id} may go as far as ${client.maxDecisionMode} without a person.`,
    )
  }
  const needsApproval = mode === 'decide' || (mode === 'recommend' && !attended)
  if (!needsApproval) {
    return mode === 'recommend'
      ? oblige(RULE, ['MS-30'], 'A person decides; the answer is a recommendation.')
      : pass(RULE, ['MS-30', 'MS-44'], `Decision mode ${mode} is granted.`)
  }
  const approvals = [
    ...grants.decisionMode.map((grant) => grant.decisionApproval),
    attended ? undefined : client?.decisionApproval,
  ]
  const valid = approvals.find((one) => one !== undefined && now < endOfDay(one.expires, policy.profile.timezone))
  if (valid === undefined) {
    return refuse(
      RULE,
      ['MS-44'],
      'decision_mode_not_approved',
      `Decision mode ${mode} needs a written approval that is still valid.`,
    )
  }
  return oblige(RULE, ['MS-44'], `Decision mode ${mode} under approval ${valid.reference}.`)
}
