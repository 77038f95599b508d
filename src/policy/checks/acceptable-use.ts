import { applies } from '../acceptable-use.ts'
import type { PolicySet } from '../policy-set.ts'
import { type Case, oblige, pass, refuse, type Verdict } from './check.ts'

const RULE = 'acceptable-use'

/** What state resources are not for. A stated purpose can refuse; wording only flags, for a person to judge (MS-03). */
export function acceptableUse({ facts }: Case, policy: PolicySet): Verdict {
  const { id } = facts.purpose
  const barred = id === null ? undefined : policy.acceptableUse.barred[id]
  if (barred !== undefined) {
    const reportable = barred.reportable ? ' Others are expected to report such use.' : ''
    return refuse(RULE, barred.clauses, 'acceptable_use', `Purpose ${id} is barred by rule ${barred.id}.${reportable}`)
  }
  const { uses = [] } = facts
  if (uses.length > 0 || policy.acceptableUse.rules.some((rule) => flagsPurpose(rule, id))) {
    const flagged = policy.acceptableUse.rules.filter(
      (rule) =>
        rule.action === 'flag' &&
        (uses.includes(rule.id) || flagsPurpose(rule, id)) &&
        applies(rule, id, facts.principal.roles),
    )
    if (flagged.length > 0) {
      const clauses = flagged.flatMap((rule) => rule.clauses)
      return oblige(
        RULE,
        clauses,
        `Flagged by wording alone, for a person to judge: ${flagged.map((rule) => rule.id).join(', ')}.`,
      )
    }
  }
  return pass(RULE, ['MS-01', 'MS-03'], 'Nothing that the acceptable-use rules look for.')
}

function flagsPurpose(
  rule: { readonly action: string; readonly purposes?: readonly string[] | undefined },
  id: string | null,
): boolean {
  return rule.action === 'flag' && id !== null && rule.purposes?.includes(id) === true
}
