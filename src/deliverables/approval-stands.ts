import { blockOf } from '../core/block.ts'
import { withoutRemovedRoles } from '../core/directory-roles.ts'
import type { Principal } from '../core/principal.ts'
import { REVOKED_SUBJECT, type Revocation } from '../core/revocation.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { PolicySet } from '../policy/policy-set.ts'

/**
 * Clause MO-46: whether whoever approved may still, as far as the log knows: their account isn’t blocked, they haven’t left,
 * and the directory hasn’t taken the role away. Roles come from tokens, so that somebody never got a newer one isn’t known.
 */
export function approvalStands(policy: () => PolicySet, rows: StateRows) {
  return ({ key, issuer, role }: { readonly key: string; readonly issuer: string; readonly role: string }): boolean => {
    const person = { key, issuer, roles: [role] } as unknown as Principal
    const left = rows.get(REVOKED_SUBJECT, key) as Partial<Revocation> | undefined
    if (blockOf(person, rows) !== null || left?.cause === 'separated') return false
    const groups = policy().index.issuers[issuer]?.scim?.groups ?? {}
    return withoutRemovedRoles(person, groups, rows).roles.includes(role)
  }
}
