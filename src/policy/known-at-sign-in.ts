import { KNOWN_PERSON, type KnownPerson, knownPersonChange } from '../core/known-person.ts'
import type { Principal } from '../core/principal.ts'
import type { StateChange } from '../core/record.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { PolicySet } from './policy-set.ts'

/**
 * The row of somebody whose roles are those in force. A sign-in that is too weak for a duty doesn't show whether they still
 * have it, so it takes none from the row that it couldn't have shown.
 */
export function knownAtSignIn(
  policy: Pick<PolicySet, 'roles'>,
  principal: Principal,
  rows: StateRows,
): StateChange | null {
  const known = rows.get(KNOWN_PERSON, principal.key) as KnownPerson | undefined
  const unseen = (known?.roles ?? []).filter(
    (role) => !principal.roles.includes(role) && (policy.roles[role]?.assurance ?? 0) > principal.assurance,
  )
  return knownPersonChange({ ...principal, roles: [...principal.roles, ...unseen] }, rows)
}
