import { SCIM_SUBJECT } from '../../core/directory-roles.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { ScimUser } from './user.ts'
import { SCIM_USER } from './users.ts'

/** The address that the directory gives for somebody; null where it names none, or the account isn't active. */
export function emailOf(key: string, rows: StateRows): string | null {
  const id = rows.get(SCIM_SUBJECT, key)
  const user = typeof id === 'string' ? (rows.get(SCIM_USER, id) as ScimUser | undefined) : undefined
  if (user === undefined || user.deleted || !user.active) return null
  return (user.emails.find(({ primary }) => primary) ?? user.emails[0])?.value.toLowerCase() ?? null
}
