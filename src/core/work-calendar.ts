import { isBusinessDay } from './business-days.ts'
import { dayOf } from './calendar.ts'

/** The hours in which an agency usually works, `HH:MM` of its zone; the last minute isn't within. */
export interface WorkingHours {
  readonly from: string
  readonly until: string
}

export interface WorkCalendar {
  /** IANA time zone. */
  readonly timezone: string
  /** `YYYY-MM-DD`. */
  readonly holidays: readonly string[]
  readonly hours: WorkingHours
}

/** Where an instant lies in an agency's work calendar: not in anybody's own, which the gateway doesn't know. */
export interface WorkTime {
  /** RFC 3339 UTC. */
  readonly at: string
  readonly day: 'working-day' | 'weekend' | 'holiday'
  /** On a working day, between the hours. */
  readonly isWithin: boolean
  readonly timezone: string
  readonly hours: WorkingHours
}

/** @param at milliseconds since the epoch. */
export function workTimeOf(at: number, { timezone, holidays, hours }: WorkCalendar): WorkTime {
  const today = dayOf(at, timezone)
  const day = holidays.includes(today) ? 'holiday' : isBusinessDay(today, new Set()) ? 'working-day' : 'weekend'
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
  const isWithin = day === 'working-day' && hours.from <= clock && clock < hours.until
  return { at: new Date(at).toISOString(), day, isWithin, timezone, hours: { from: hours.from, until: hours.until } }
}
