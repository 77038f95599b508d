import { isAddressee } from '../core/access-request.ts'
import type { Principal } from '../core/principal.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { ADVISORY_SEATS, type AdvisorySeat, type ApprovalSeat } from '../policy/schema/approvals.ts'
import { type ApprovalRow, openSeats } from './approval-row.ts'

/** A seat that somebody may take in a request now. */
export interface SeatHeld {
  readonly seat: ApprovalSeat
  /** Principal key of whom they stand in for; null: nobody. */
  readonly insteadOf: string | null
  /** Sign-in level that the seat asks for (MS-36). */
  readonly level: 1 | 2 | 3
}

/**
 * The seats that somebody holds of those that are asked now: by their duty, as somebody named to stand in, or as an officer
 * of the enterprise who holds it for an agency that has nobody of its own.
 */
export function seatsHeld(policy: PolicySet, row: ApprovalRow, caller: Principal, now: number): SeatHeld[] {
  return openSeats(row).flatMap((seat) => heldOf(policy, row, seat, caller, now).slice(0, 1))
}

/** Whether somebody may take a seat in a request at all, whosever turn it is. */
export function mayEverSit(policy: PolicySet, row: ApprovalRow, caller: Principal, now: number): boolean {
  const reached: readonly ApprovalSeat[] = row.status === 'sent' ? ['supervisor'] : ['supervisor', ...row.needs, 'cto']
  return reached.some((seat) => heldOf(policy, row, seat, caller, now).length > 0)
}

/** Somebody as seats ask about them. */
type Holder = Pick<Principal, 'key' | 'agency' | 'unit' | 'roles'>

/** Whether somebody holds a seat of a request, by duty or by name. */
export function holdsSeat(
  policy: PolicySet,
  row: ApprovalRow,
  seat: ApprovalSeat,
  person: Holder,
  now: number,
): boolean {
  return heldOf(policy, row, seat, { ...person, subjectType: 'employee' }, now).length > 0
}

/** The seats beside supervisor and CTO that somebody holds for an agency, whatever the matter: by duty, by name, or in somebody’s place. */
export function advisorySeatsHeld(
  policy: PolicySet,
  agency: string,
  caller: Holder,
  now: number,
): (SeatHeld & { readonly seat: AdvisorySeat })[] {
  return ADVISORY_SEATS.flatMap((seat) =>
    heldFor(policy, agency, seat, caller, now, null).map((held) => ({ ...held, seat })),
  )
}

function heldOf(
  policy: PolicySet,
  row: ApprovalRow,
  seat: ApprovalSeat,
  caller: Holder & Pick<Principal, 'subjectType'>,
  now: number,
): SeatHeld[] {
  if (caller.key === row.requester.key || caller.subjectType === 'service') return []
  const held = heldFor(policy, row.agency, seat, caller, now, row.to.person?.key ?? null)
  const parties = { ...row, by: row.requester.key }
  if (seat !== 'supervisor' || !isAddressee(caller, parties)) return held
  return [{ seat, insteadOf: null, level: policy.roles[row.to.role]?.assurance ?? 1 }, ...held]
}

/** @param supervisor Principal key of whom the directory names; a delegate of theirs sits for them alone. */
function heldFor(
  { approvals, roles }: PolicySet,
  agency: string,
  seat: ApprovalSeat,
  caller: Holder,
  now: number,
  supervisor: string | null,
): SeatHeld[] {
  const isOwnAgency = caller.agency === agency
  const assuranceOf = (role: string) => roles[role]?.assurance ?? 1
  const held: SeatHeld[] = []
  const { roles: duties = [] } = approvals?.seats.find(({ id }) => id === seat) ?? {}
  const level = duties.map(assuranceOf).toSorted()[0] ?? 1
  if (isOwnAgency)
    for (const duty of duties)
      if (caller.roles.includes(duty)) held.push({ seat, insteadOf: null, level: assuranceOf(duty) })
  for (const one of approvals?.officers ?? [])
    if (one.seat === seat && one.key === caller.key && one.agencies.includes(agency))
      held.push({ seat, insteadOf: null, level })
  for (const one of approvals?.delegates ?? []) {
    const isFor = seat !== 'supervisor' || one.forKey === supervisor
    const isNow = one.fromAt <= now && now < one.endsAt
    if (one.seat === seat && one.key === caller.key && isOwnAgency && isFor && isNow)
      held.push({ seat, insteadOf: one.forKey, level })
  }
  return held
}

/** Seats that nobody can hold as the policy is: what needs them waits for ever (MS-52). */
export interface EmptySeat {
  readonly seat: ApprovalSeat
  readonly agency: string
  /** Ids of the needs that it blocks; the CTO’s blocks all. */
  readonly blocks: readonly string[]
}

/** Seats whose duties no issuer gives, and that nobody was named for, by agency. */
export function emptySeats(policy: PolicySet, now: number): EmptySeat[] {
  const { approvals } = policy
  if (approvals === null) return []
  const given = new Set(policy.issuers.flatMap(({ roles }) => Object.values(roles)))
  return approvals.seats.flatMap(({ id: seat, roles }) => {
    if (roles.some((role) => given.has(role))) return []
    const isDelegated = approvals.delegates.some((one) => one.seat === seat && one.fromAt <= now && now < one.endsAt)
    if (isDelegated) return []
    const blocks =
      seat === 'cto' ? ['all'] : approvals.needs.flatMap(({ id, seats }) => (seats.includes(seat) ? [id] : []))
    return policy.units.agencies
      .filter(({ id }) => !approvals.officers.some((one) => one.seat === seat && one.agencies.includes(id)))
      .map(({ id }) => ({ seat, agency: id, blocks }))
  })
}
