import { businessDayAfter, businessDaysBetween } from '../core/business-days.ts'
import { dayOf } from '../core/calendar.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { ApprovalRow } from './approval-row.ts'

export interface Waiting {
  /** Business days since it came to whoever is asked now; the day it came doesn’t count. */
  readonly days: number
  /** `YYYY-MM-DD`: the last business day that the step may take. */
  readonly due: string
  readonly isLate: boolean
}

/** How long a request has waited for whoever is asked, in business days of the profile; null where nobody is. */
export function waitingOf({ approvals, profile }: PolicySet, row: ApprovalRow, now: number): Waiting | null {
  if (approvals === null || !['sent', 'seats', 'cto'].includes(row.status)) return null
  const holidays = new Set(profile.holidays)
  const since = dayOf(Date.parse(row.since), profile.timezone)
  const today = dayOf(now, profile.timezone)
  const { supervisor, seats, cto } = approvals.days
  const due = businessDayAfter(
    since,
    row.status === 'sent' ? supervisor : row.status === 'seats' ? seats : cto,
    holidays,
  )
  return { days: businessDaysBetween(since, today, holidays), due, isLate: today > due }
}
