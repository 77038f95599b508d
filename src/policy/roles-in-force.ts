import type { Principal } from '../core/principal.ts'
import type { PolicySet } from './policy-set.ts'

/**
 * The roles of a caller that count: those of `roles.yaml` for which the sign-in is strong enough. A role that the policy
 * doesn't know gives nothing.
 */
export function rolesInForce(
  policy: Pick<PolicySet, 'roles'>,
  principal: Pick<Principal, 'roles' | 'assurance'>,
): readonly string[] {
  const counts = (role: string): boolean => {
    const known = policy.roles[role]
    return known !== undefined && principal.assurance >= known.assurance
  }
  return principal.roles.every(counts) ? principal.roles : principal.roles.filter(counts)
}
