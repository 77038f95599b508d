import type { PolicySet } from './policy-set.ts'
import { endOfDay } from './zoned-day.ts'

const DAY_MS = 86_400_000

/** When the next business day of a profile is over, in milliseconds since the epoch: weekdays that aren't its holidays. */
export function endOfNextBusinessDay({ profile }: Pick<PolicySet, 'profile'>, now: number): number {
  const { timezone, holidays } = profile
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(now)
  let next = Date.parse(`${today}T00:00:00Z`)
  let day: string
  do {
    next += DAY_MS
    day = new Date(next).toISOString().slice(0, 10)
  } while ([0, 6].includes(new Date(next).getUTCDay()) || holidays.includes(day))
  return endOfDay(day, timezone)
}
