import { hasLeft } from '../core/has-left.ts'
import { KNOWN_PERSON, type KnownPerson } from '../core/known-person.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { ApprovalSeat } from '../policy/schema/approvals.ts'
import { type ApprovalRow, approvalsOf, openSeats } from './approval-row.ts'
import { holdsSeat } from './seats.ts'

/**
 * Principal keys of those whose turn it is in a request, as far as the gateway knows people: by the duty that they had when
 * they last used it, and by name. Nobody who has left, and nobody who has decided about it in another seat.
 */
export function seatHolders(
  policy: PolicySet,
  rows: StateRows,
  row: ApprovalRow,
  now: number,
  seats: readonly ApprovalSeat[] = openSeats(row),
): string[] {
  const { officers, delegates } = policy.approvals ?? { officers: [], delegates: [] }
  const named = [...officers, ...delegates].map(({ key }) => key)
  const people = new Set([
    ...rows.all(KNOWN_PERSON).keys(),
    ...named,
    ...(row.to.person === null ? [] : [row.to.person.key]),
  ])
  const decided = new Set(approvalsOf(row).flatMap(({ by, insteadOf }) => [by, insteadOf]))
  return [...people].filter((key) => {
    if (decided.has(key) || hasLeft(rows, key)) return false
    const { agency = '', unit = '', roles = [] } = (rows.get(KNOWN_PERSON, key) as KnownPerson | undefined) ?? {}
    // A delegate or a supervisor is of the agency that named them, though they have never used the gateway.
    const isNamed = named.includes(key) || row.to.person?.key === key
    const person = { key, unit, roles, agency: agency === '' && isNamed ? row.agency : agency }
    return seats.some((seat) => holdsSeat(policy, row, seat, person, now))
  })
}
