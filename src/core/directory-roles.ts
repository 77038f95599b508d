import type { Principal } from './principal.ts'
import type { StateRows } from './state-rows.ts'

/**
 * State kinds of what the directory says by SCIM. `scim-group-name`: `issuer|display name` → `{id}` of the group that has
 * the name now, null where it is gone. `scim-member`: `group id|user id`. `scim-subject`: principal key → user id.
 */
export const SCIM_GROUP_NAME = 'scim-group-name'
export const SCIM_MEMBER = 'scim-member'
export const SCIM_SUBJECT = 'scim-subject'

/**
 * The principal without the roles that the directory has taken away: a role whose group it speaks of, and has the person
 * not in. `groups` is the issuer's table of roles and group names. Roles come from the token alone: none is ever added.
 */
export function withoutRemovedRoles(
  principal: Principal,
  groups: Readonly<Record<string, string>>,
  rows: StateRows,
): Principal {
  const removed = new Set<string>()
  for (const role of principal.roles) {
    const name = Object.hasOwn(groups, role) ? groups[role] : undefined
    if (name === undefined) continue
    const spoken = rows.get(SCIM_GROUP_NAME, `${principal.issuer}|${name}`) as
      | { readonly id: string | null }
      | undefined
    if (spoken === undefined) continue
    const user = rows.get(SCIM_SUBJECT, principal.key)
    const isIn =
      spoken.id !== null && typeof user === 'string' && rows.get(SCIM_MEMBER, `${spoken.id}|${user}`) === true
    if (!isIn) removed.add(role)
  }
  return removed.size === 0 ? principal : { ...principal, roles: principal.roles.filter((role) => !removed.has(role)) }
}
