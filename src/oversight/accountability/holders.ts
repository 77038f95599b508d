import { withoutRemovedRoles } from '../../core/directory-roles.ts'
import { departureOf } from '../../core/has-left.ts'
import { KNOWN_PERSON, type KnownPerson } from '../../core/known-person.ts'
import type { Principal } from '../../core/principal.ts'
import type { StateBasis } from '../../core/record.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { PolicySet } from '../../policy/policy-set.ts'

/**
 * Whether somebody answers. `held`: somebody does; `gone`: whoever did has left, and nobody is there instead; `unseen`: a
 * duty that nobody has been seen with, which says nothing of anybody's leaving; `none`: neither a duty nor a person is named.
 */
export const STANDINGS = ['held', 'unseen', 'gone', 'none'] as const
export type Standing = (typeof STANDINGS)[number]

/** Who answers for something, by name or by duty, as far as the log knows. */
export interface Holders {
  readonly standing: Standing
  /** Principal keys of those who answer now. */
  readonly people: readonly string[]
  /** The row that says that whoever did is gone; null unless they are. */
  readonly departure: StateBasis | null
}

/** Somebody named, who answers until they leave. */
export function heldByName(rows: StateRows, key: string): Holders {
  const departure = departureOf(rows, key)
  return departure === null
    ? { standing: 'held', people: [key], departure }
    : { standing: 'gone', people: [], departure }
}

/**
 * Whoever holds a duty, of those who have used the gateway: by the roles that they had then, less what the directory has
 * taken away since.
 * @param isWithin whose holding of it counts.
 */
export function heldByDuty(
  policy: PolicySet,
  rows: StateRows,
  roles: readonly string[],
  isWithin: (known: KnownPerson) => boolean = () => true,
): Holders {
  const had = ([...rows.all(KNOWN_PERSON)] as [string, KnownPerson][]).filter(
    ([, known]) => isWithin(known) && (known.roles ?? []).some((role) => roles.includes(role)),
  )
  const people: string[] = []
  let departure: StateBasis | null = null
  for (const [key, known] of had) {
    const left = departureOf(rows, key)
    if (left === null && hasStill(policy, rows, key, known, roles)) people.push(key)
    else departure ??= left ?? { kind: KNOWN_PERSON, key, value: known }
  }
  if (people.length > 0) return { standing: 'held', people, departure: null }
  return { standing: departure === null ? 'unseen' : 'gone', people, departure }
}

/** Whether the directory hasn’t taken all of these roles away. */
function hasStill(
  policy: PolicySet,
  rows: StateRows,
  key: string,
  known: KnownPerson,
  roles: readonly string[],
): boolean {
  const issuer = key.slice(0, key.indexOf('|'))
  const person = { key, issuer, roles: known.roles ?? [] } as unknown as Principal
  const groups = policy.index.issuers[issuer]?.scim?.groups ?? {}
  return withoutRemovedRoles(person, groups, rows).roles.some((role) => roles.includes(role))
}
