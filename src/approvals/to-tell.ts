import { businessDaysBetween } from '../core/business-days.ts'
import { dayOf } from '../core/calendar.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { type ApprovalRow, openSeats } from './approval-row.ts'
import { seatHolders } from './seat-holders.ts'

/** Somebody who hears of a request, and why: it is their turn, or theirs was decided about or given back. */
export interface Told {
  /** Principal key. */
  readonly person: string
  readonly event: 'task' | 'decided' | 'returned'
}

/** Clauses MS-37, MO-36: who hears of a step: whose turn it has become, and whoever asked, of its end. Not who took it. */
export function toTell(
  policy: PolicySet,
  rows: StateRows,
  before: ApprovalRow | null,
  row: ApprovalRow,
  now: number,
): Told[] {
  const step = row.steps.at(-1)!
  const were = before?.version === row.version ? openSeats(before) : []
  const seats = openSeats(row).filter((seat) => !were.includes(seat))
  const asked = seatHolders(policy, rows, row, now, seats)
    .filter((person) => person !== step.by)
    .map((person): Told => ({ person, event: 'task' }))
  const event = row.status === 'returned' ? 'returned' : 'decided'
  const isOver = ['returned', 'approved', 'denied', 'revoked'].includes(row.status)
  const own: Told[] = isOver && step.by !== row.requester.key ? [{ person: row.requester.key, event }] : []
  return [...asked, ...own]
}

/**
 * What whoever's turn it is is told now; null: nothing yet. Once when it has become theirs, and then again after the
 * policy's business days while it waits.
 * @param last RFC 3339: when they were last told of this request; null: never.
 */
export function turnMail(
  { approvals, profile }: PolicySet,
  row: ApprovalRow,
  last: string | null,
  now: number,
): 'task' | 'task-reminder' | null {
  if (approvals === null) return null
  if (last === null || last < row.since) return 'task'
  const [told, today] = [dayOf(Date.parse(last), profile.timezone), dayOf(now, profile.timezone)]
  const days = businessDaysBetween(told, today, new Set(profile.holidays))
  return days >= approvals.remindDays ? 'task-reminder' : null
}
