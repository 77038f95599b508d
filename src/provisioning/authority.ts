import { KNOWN_PERSON, type KnownPerson } from '../core/known-person.ts'
import type { Principal } from '../core/principal.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { SuspensionRow, SuspensionTarget } from '../core/suspension.ts'
import type { PolicySet } from '../policy/policy-set.ts'

/** May end anybody's access. */
const REVOKE = ['security-officer', 'hr', 'cto']
/** May stop a system, a vendor, an app, a purpose, a unit, a person, everything. */
const SUSPEND = ['security-officer', 'cto']

/** Whose access somebody may end: null when they may. `subject` null: all tokens of the issuer. */
export function mayRevoke(
  caller: Principal,
  { issuer, subject }: { readonly issuer: string; readonly subject: string | null },
  policy: PolicySet,
  rows: StateRows,
): Refusal | null {
  if (subject === null) return holds(caller, REVOKE) ? null : notYours('Ask the security officer or HR.')
  const key = `${issuer}|${subject}`
  if (holds(caller, REVOKE)) return withinAgency(caller, key, rows)
  // Whoever loses a device ends their own sessions at once (MS-05).
  return key === caller.key ? null : overPerson(caller, key, policy, rows)
}

/** What somebody may suspend, and resume: null when they may (clauses MS-31, MO-24). */
export function maySuspend(
  caller: Principal,
  { target, value }: { readonly target: SuspensionTarget; readonly value: string },
  policy: PolicySet,
  rows: StateRows,
): Refusal | null {
  if (holds(caller, SUSPEND)) {
    if (target === 'person') return withinAgency(caller, value, rows)
    const unit = target === 'unit' ? policy.units.units.find(({ id }) => id === value) : undefined
    return unit === undefined || unit.agency === caller.agency ? null : anotherAgencys()
  }
  if (target === 'unit' && value === caller.unit && leads(caller, policy)) return null
  if (target === 'person') return overPerson(caller, value, policy, rows)
  return notYours('Ask the security officer or the CTO.')
}

/** What somebody may resume: what they might have suspended, but no leader what an officer stopped (MS-31, MO-24). */
export function mayResume(caller: Principal, row: SuspensionRow, policy: PolicySet, rows: StateRows): Refusal | null {
  if (authorityOf(caller) === 'leader' && row.authority !== 'leader')
    return notYours('An officer stopped this: ask the security officer or the CTO.')
  return maySuspend(caller, row, policy, rows)
}

/** By which authority somebody orders: `os:<user>` holds the machine, and stands where an officer does. */
export function authorityOf(actor: Principal | string): 'officer' | 'leader' {
  return typeof actor === 'string' || holds(actor, SUSPEND) ? 'officer' : 'leader'
}

/** A leader has authority over their own unit's people: those who belonged to it when they last used the gateway. */
function overPerson(caller: Principal, key: string, policy: PolicySet, rows: StateRows): Refusal | null {
  if (!leads(caller, policy)) return notYours('Ask the security officer, HR or the person’s unit leader.')
  const known = rows.get(KNOWN_PERSON, key) as KnownPerson | undefined
  if (known?.agency === caller.agency && known.unit === caller.unit) return null
  return notYours('The person isn’t known to belong to your unit: ask the security officer or HR.')
}

/** Officers are officers of their own agency; whom nobody knows yet is anybody's. */
function withinAgency(caller: Principal, key: string, rows: StateRows): Refusal | null {
  return agencyOf(key, rows) === caller.agency || agencyOf(key, rows) === null ? null : anotherAgencys()
}

/** The agency that somebody belonged to when they last used the gateway; null when they never have. */
export function agencyOf(key: string, rows: StateRows): string | null {
  return (rows.get(KNOWN_PERSON, key) as KnownPerson | undefined)?.agency ?? null
}

/** Whether a suspension may be shown to officers of an agency: another agency's people and units aren't theirs to see. */
export function concernsAgency(
  { target, value }: { readonly target: SuspensionTarget; readonly value: string },
  agency: string,
  policy: PolicySet,
  rows: StateRows,
): boolean {
  const whose =
    target === 'person'
      ? agencyOf(value, rows)
      : target === 'unit'
        ? policy.units.units.find(({ id }) => id === value)?.agency
        : null
  return whose === agency || whose == null
}

function anotherAgencys(): Refusal {
  return notYours('That is another agency’s: ask its security officer.')
}

function leads(caller: Principal, policy: PolicySet): boolean {
  const role = policy.units.units.find(({ id }) => id === caller.unit)?.leaderRole
  return role !== undefined && caller.roles.includes(role)
}

function holds(caller: Principal, roles: readonly string[]): boolean {
  return caller.roles.some((role) => roles.includes(role))
}

function notYours(next: string): Refusal {
  return refusal('audience_not_granted', {
    clause: 'MO-24',
    rule: 'may-deactivate',
    message: 'Your roles don’t include ending this access.',
    next,
  })
}
