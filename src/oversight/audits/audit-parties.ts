import { isPerson, type Principal } from '../../core/principal.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import { personKey } from '../../policy/person-key.ts'
import type { CatalogSystem, PolicySet } from '../../policy/policy-set.ts'
import { recordAgencies } from '../../policy/record-access.ts'
import { separationBreaches } from '../../policy/separation-breaches.ts'
import type { AuditRow } from './audit-row.ts'
import { conflict, notTheirs } from './refusals.ts'
import { isSame } from './take-step.ts'

/** `auditor`: theirs to carry out; `owner`: they answer for the system, or mend a finding; `reader`: they read audits. */
export type AuditSight = 'none' | 'auditor' | 'owner' | 'reader'

/** Whether a name, a principal key or a work e-mail address, is this caller’s. */
export function isNamed(name: string, { key, email }: Pick<Principal, 'key' | 'email'>): boolean {
  return name.includes('|') ? name === key : email !== null && isSame(name, email)
}

export function holdsAuditor({ oversight }: PolicySet, { roles }: Principal): boolean {
  return (oversight?.audits?.auditors ?? []).some((role) => roles.includes(role))
}

/** Whether somebody reads the due list, and audits of the agencies that are theirs to look at. */
export function mayRead(policy: PolicySet, caller: Principal): boolean {
  const readers = policy.oversight?.audits?.readers ?? []
  return holdsAuditor(policy, caller) || readers.some((role) => caller.roles.includes(role))
}

export function sightOf(policy: PolicySet, caller: Principal, row: AuditRow): AuditSight {
  if (isNamed(row.auditor, caller)) return 'auditor'
  if ([row.owner, ...row.findings.map(({ owner }) => owner)].some((name) => isNamed(name, caller))) return 'owner'
  return mayRead(policy, caller) && recordAgencies(policy, caller).includes(row.agency) ? 'reader' : 'none'
}

/** Whom the policy names as answering for a system, by principal key; null: nobody. */
export function ownerOf(policy: PolicySet, system: string): string | null {
  const { accountable, audits } = policy.oversight ?? {}
  const named = accountable?.systems.find((one) => one.system === system)?.owner
  return personKey(policy, named ?? audits?.owners.find((one) => one.system === system)?.person)
}

export interface Parties {
  readonly system: CatalogSystem | undefined
  /** Whoever answers for the system or mends a finding of it. */
  readonly owners: readonly string[]
  /** Principal keys of those who approved of the system in the gateway. */
  readonly approvers: readonly string[]
}

/**
 * Clauses MS-55, MO-47: why somebody can’t audit a system; null: they can. Files name duties, not people, so whoever holds
 * the duty of a seat that signed there counts as its approver.
 */
export function whyNotAuditor(
  policy: PolicySet,
  caller: Principal,
  { system, owners, approvers }: Parties,
): Refusal | null {
  if (!isPerson(caller))
    return notTheirs('A person audits; an app can’t.', 'Let an auditor do this with their own sign-in.')
  if (!holdsAuditor(policy, caller))
    return notTheirs('Your roles don’t include auditing systems.', 'Ask whom oversight.yaml names.')
  const isOwner = owners.some((name) => isNamed(name, caller))
  const isApprover = approvers.includes(caller.key) || hasSignedSeat(policy, caller, system)
  const taken = [
    { part: 'auditor', person: caller.key },
    ...(isOwner ? [{ part: 'system-owner', person: caller.key }] : []),
    ...(isApprover ? [{ part: 'system-approver', person: caller.key }] : []),
  ]
  const [breach] = separationBreaches(policy, 'audit', taken)
  return breach === undefined
    ? null
    : conflict(
        breach.rule.id,
        `Nobody is ${breach.parts.join(' and ')} in one matter.`,
        'Somebody else who audits does this.',
      )
}

function hasSignedSeat({ approvals }: PolicySet, { roles }: Principal, system: CatalogSystem | undefined): boolean {
  const seats = new Set<string>((system?.approval.decisions ?? []).map(({ seat }) => seat))
  return (approvals?.seats ?? []).some(
    ({ id, roles: duties }) => seats.has(id) && duties.some((role) => roles.includes(role)),
  )
}
