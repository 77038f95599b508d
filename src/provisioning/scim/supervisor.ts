import { SCIM_SUBJECT } from '../../core/directory-roles.ts'
import { type Principal, principalKey } from '../../core/principal.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { ScimUser } from './user.ts'
import { SCIM_USER } from './users.ts'

/** Whom the directory names. */
export interface Supervisor {
  /** Principal key. */
  readonly key: string
  readonly name: string
}

/**
 * Clause MS-37: whoever supervises somebody, as their directory says by SCIM; null where it names nobody who could be asked:
 * an account that isn't there, isn't active, or is their own.
 */
export function supervisorOf({ key, issuer }: Pick<Principal, 'key' | 'issuer'>, rows: StateRows): Supervisor | null {
  const account = (id: unknown): ScimUser | undefined =>
    typeof id === 'string' ? (rows.get(SCIM_USER, id) as ScimUser | undefined) : undefined
  const manager = account(account(rows.get(SCIM_SUBJECT, key))?.manager)
  if (manager === undefined || manager.deleted || !manager.active || manager.issuer !== issuer) return null
  // The subject of tokens is the external id: a profile can't have it otherwise.
  const subject = manager.externalId
  if (subject === null) return null
  const found = principalKey({ issuer, subject })
  return found === key ? null : { key: found, name: manager.displayName ?? manager.userName }
}
