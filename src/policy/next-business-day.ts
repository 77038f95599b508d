import { businessDayAfter } from '../core/business-days.ts'
import { dayOf } from '../core/calendar.ts'
import type { PolicySet } from './policy-set.ts'
import { endOfDay } from './zoned-day.ts'

/** When the next business day of a profile is over, in milliseconds since the epoch: weekdays that aren't its holidays. */
export function endOfNextBusinessDay({ profile }: Pick<PolicySet, 'profile'>, now: number): number {
  const { timezone, holidays } = profile
  return endOfDay(businessDayAfter(dayOf(now, timezone), 1, new Set(holidays)), timezone)
}
