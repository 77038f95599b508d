import type { Principal } from './principal.ts'
import type { StateChange } from './record.ts'
import { REVOKED_SUBJECT, type Revocation } from './revocation.ts'
import type { StateRows } from './state-rows.ts'

/** State kind, by principal key: where somebody who has used the gateway belonged when they last did. */
export const KNOWN_PERSON = 'known-person'

export interface KnownPerson {
  readonly agency: string
  readonly unit: string
  readonly email: string | null
  /** Duties that they had then, sorted; absent in rows of old. Whoever waits for somebody finds them by it: it gives no right. */
  readonly roles?: readonly string[]
  /** Seconds since the epoch: when the token was issued by which this was written; absent in rows of old. */
  readonly asOf?: number
}

/**
 * The change that keeps the row true; null where it is, and for whoever isn't the State's own. A leader's authority and an
 * e-mail address are looked up by it.
 */
export function knownPersonChange(principal: Principal, rows: StateRows): StateChange | null {
  const { key, agency, unit, email, subjectType, issuedAt } = principal
  if (subjectType === 'service' || subjectType === 'public') return null
  const known = rows.get(KNOWN_PERSON, key) as KnownPerson | undefined
  // What acts for somebody may show less of them than they are: their own sign-in says what they are.
  if (principal.actors.length > 0 && known !== undefined) return null
  const roles = principal.roles.toSorted()
  const isSame = known?.agency === agency && known.unit === unit && known.email === email
  if (isSame && isEqual(known.roles ?? [], roles) && !isBack(known, key, rows)) return null
  return { kind: KNOWN_PERSON, key, value: { agency, unit, email, roles, asOf: issuedAt } satisfies KnownPerson }
}

/** Whoever signs in again after their access was taken is back, and is told from whoever isn't by the day of their row. */
function isBack({ asOf = 0 }: KnownPerson, key: string, rows: StateRows): boolean {
  const revocation = rows.get(REVOKED_SUBJECT, key) as Partial<Revocation> | undefined
  return revocation !== undefined && asOf <= Number(revocation.before)
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at])
}
