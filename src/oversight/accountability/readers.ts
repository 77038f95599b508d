import { isPerson, type Principal } from '../../core/principal.ts'
import { personKey } from '../../policy/person-key.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { ACCOUNTABLE_PARTS } from '../../policy/schema/oversight.ts'

/** Whether somebody oversees the use of AI, and may see who answers for what in their agency. */
export function oversees({ oversight }: PolicySet, caller: Principal): boolean {
  const { accountable, audits, probers = [], sampling } = oversight ?? {}
  const duties = accountable === undefined ? [] : ACCOUNTABLE_PARTS.flatMap((part) => accountable[part])
  const roles = [
    ...[...duties, ...probers, ...(sampling?.reviewers ?? [])],
    ...[...(audits?.auditors ?? []), ...(audits?.readers ?? []), 'executive-director'],
  ]
  return isPerson(caller) && roles.some((role) => caller.roles.includes(role))
}

/** Units that somebody leads: by the duty, in their own unit, or because they are named (MO-03). */
export function unitsLedBy(policy: PolicySet, caller: Principal): string[] {
  if (!isPerson(caller)) return []
  return policy.units.units
    .filter(({ id, agency, leader, leaderRole }) => {
      if (agency !== caller.agency) return false
      if (leader !== undefined) return personKey(policy, leader) === caller.key
      return leaderRole !== undefined && id === caller.unit && caller.roles.includes(leaderRole)
    })
    .map(({ id }) => id)
}
