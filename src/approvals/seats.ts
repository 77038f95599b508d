import { isAddressee } from '../core/access-request.ts'
import type { Principal } from '../core/principal.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { ApprovalSeat } from '../policy/schema/approvals.ts'
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

function heldOf(
  { approvals, roles }: PolicySet,
  row: ApprovalRow,
  seat: ApprovalSeat,
  caller: Holder & Pick<Principal, 'subjectType'>,
  now: number,
): SeatHeld[] {
  if (caller.key === row.requester.key || caller.subjectType === 'service') return []
  const isOwnAgency = caller.agency === row.agency
  const assuranceOf = (role: string) => roles[role]?.assurance ?? 1
  const held: SeatHeld[] = []
  if (seat === 'supervisor') {
    const parties = { ...row, by: row.requester.key }
    if (isAddressee(caller, parties)) held.push({ seat, insteadOf: null, level: assuranceOf(row.to.role) })
  }
  const { roles: duties = [] } = approvals?.seats.find(({ id }) => id === seat) ?? {}
  const level = duties.map(assuranceOf).toSorted()[0] ?? 1
  if (isOwnAgency)
    for (const duty of duties)
      if (caller.roles.includes(duty)) held.push({ seat, insteadOf: null, level: assuranceOf(duty) })
  for (const one of approvals?.officers ?? [])
    if (one.seat === seat && one.key === caller.key && one.agencies.includes(row.agency))
      held.push({ seat, insteadOf: null, level })
  for (const one of approvals?.delegates ?? []) {
    const isFor = seat !== 'supervisor' || one.forKey === row.to.person?.key
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
