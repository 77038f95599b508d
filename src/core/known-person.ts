import type { Principal } from './principal.ts'
import type { StateChange } from './record.ts'
import type { StateRows } from './state-rows.ts'

/** State kind, by principal key: where somebody who has used the gateway belonged when they last did. */
export const KNOWN_PERSON = 'known-person'

export interface KnownPerson {
  readonly agency: string
  readonly unit: string
  readonly email: string | null
}

/**
 * The change that keeps the row true; null where it is, and for whoever isn't the State's own. A leader's authority and an
 * e-mail address are looked up by it.
 */
export function knownPersonChange(principal: Principal, rows: StateRows): StateChange | null {
  const { key, agency, unit, email, subjectType } = principal
  if (subjectType === 'service' || subjectType === 'public') return null
  const known = rows.get(KNOWN_PERSON, key) as KnownPerson | undefined
  if (known !== undefined && known.agency === agency && known.unit === unit && known.email === email) return null
  return { kind: KNOWN_PERSON, key, value: { agency, unit, email } satisfies KnownPerson }
}
