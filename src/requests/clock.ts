import { businessDayAfter, businessDaysBetween, isBusinessDay, nextDay } from '../core/business-days.ts'
import { dayOf } from '../core/calendar.ts'
import { endOfDay } from '../policy/zoned-day.ts'
import type { ClockStop, RecordsRequestRow } from './request-row.ts'

/** The calendar in which a request's days are counted. */
export interface RequestCalendar {
  readonly zone: string
  readonly holidays: ReadonlySet<string>
}

/** What a clock is made of. */
export type ClockFacts = Pick<RecordsRequestRow, 'receivedDay' | 'allowance' | 'limitDays' | 'stops'>

/**
 * The day that a request counts as received on: the day on which it came, or, where the policy has a close of business, the
 * next business day for what comes after it or on a day off. It doesn't count itself (RSMo 610.023.3, Miss. Code 25-61-5).
 */
export function receivedDay(receivedAt: number, { zone, holidays }: RequestCalendar, closeOfBusiness?: string): string {
  const day = dayOf(receivedAt, zone)
  if (closeOfBusiness === undefined) return day
  const isLate = wallTime(receivedAt, zone) >= closeOfBusiness || !isBusinessDay(day, holidays)
  return isLate ? businessDayAfter(day, 1, holidays) : day
}

/** Whether the clock runs at the end of a day: the days that count are those, so a stop of no day's end costs nothing. */
function runsAtEndOf(day: string, stops: readonly ClockStop[], zone: string): boolean {
  const end = endOfDay(day, zone)
  return !stops.some(({ from, to }) => Date.parse(from) < end && (to === null || Date.parse(to) >= end))
}

/** The calendar day by whose end a request is to be answered; null while its clock stands still. */
export function dueDay({ receivedDay: from, allowance, stops }: ClockFacts, { zone, holidays }: RequestCalendar) {
  if (stops.some(({ to }) => to === null)) return null
  return businessDayAfter(from, allowance, holidays, (day) => runsAtEndOf(day, stops, zone))
}

/** Business days that are left, today among them; none when it is overdue. */
export function daysLeft(facts: ClockFacts, { zone, holidays }: RequestCalendar, now: number): number {
  const { receivedDay: from, allowance, stops } = facts
  const today = dayOf(now, zone)
  let used = 0
  for (let day = nextDay(from); day < today && used < allowance; day = nextDay(day))
    if (isBusinessDay(day, holidays) && runsAtEndOf(day, stops, zone)) used++
  return allowance - used
}

/** Business days from receipt to a day, as the clock has counted them or would: what an extension until then comes to. */
export function allowanceUntil(
  day: string,
  { receivedDay: from, stops }: ClockFacts,
  { zone, holidays }: RequestCalendar,
): number {
  return businessDaysBetween(from, day, holidays, (one) => runsAtEndOf(one, stops, zone))
}

/** The last day that the law leaves without the requester's agreement; pauses don't move it. Null: the law has none. */
export function limitDay({ receivedDay: from, limitDays }: ClockFacts, { holidays }: RequestCalendar): string | null {
  return limitDays === null ? null : businessDayAfter(from, limitDays, holidays)
}

/** How a request's clock stands. */
export interface RequestClock {
  /** Calendar day; null while the clock stands still. */
  readonly due: string | null
  /** Business days left. */
  readonly left: number
  readonly limit: string | null
  readonly overdue: boolean
  readonly pastLimit: boolean
  /** What it waits for, and until when; null while it runs. */
  readonly waiting: ClockStop | null
}

export function clockOf(facts: ClockFacts, calendar: RequestCalendar, now: number): RequestClock {
  const due = dueDay(facts, calendar)
  const left = daysLeft(facts, calendar, now)
  const limit = limitDay(facts, calendar)
  return {
    due,
    left,
    limit,
    overdue: left <= 0,
    pastLimit: limit !== null && now >= endOfDay(limit, calendar.zone),
    waiting: facts.stops.find(({ to }) => to === null) ?? null,
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** `HH:MM` on the wall. */
function wallTime(ms: number, zone: string): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  formats.set(zone, format)
  return format.format(ms)
}
