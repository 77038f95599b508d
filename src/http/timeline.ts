import { dayOf } from '../core/calendar.ts'
import type { Clock } from '../core/ids.ts'
import type { RecordReader, TimeSlot } from '../core/ports.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { startOfDay } from '../policy/zoned-day.ts'
import { parseQuery } from '../records/search/parse-query.ts'
import { takeTimes } from '../records/search/time-bounds.ts'
import { mendingQueries } from './record-search.ts'

const DAY_MS = 86_400_000

/** Spans in a timeline, at most. */
const SLOTS_MAX = 31

/**
 * Spans of time that a query’s hits are counted in: whole days in the policy’s zone, or weeks, months or years of them, as
 * few as are needed; from the query’s own bounds, or from the first entry of the log until now.
 */
export async function timelineOf(
  { policy, store, clock }: { readonly policy: () => PolicySet; readonly store: RecordReader; readonly clock: Clock },
  query: string,
): Promise<TimeSlot[]> {
  const { bounds } = mendingQueries(() => takeTimes(parseQuery(query)))
  const first = bounds.after ?? (await store.entry(0))?.time
  if (first === undefined) return []
  const zone = policy().profile.timezone
  const last = Math.min(bounds.before === null ? Number.POSITIVE_INFINITY : Date.parse(bounds.before) - 1, clock.now())
  return slotsBetween(dayOf(Date.parse(first), zone), dayOf(Math.max(last, Date.parse(first)), zone), zone)
}

/** Slots that cover the days from the first to the last, both included. */
export function slotsBetween(firstDay: string, lastDay: string, zone: string): TimeSlot[] {
  const days = Math.round((Date.parse(lastDay) - Date.parse(firstDay)) / DAY_MS) + 1
  const next =
    days <= SLOTS_MAX
      ? plusDays(1)
      : days <= SLOTS_MAX * 7
        ? plusDays(7)
        : days <= SLOTS_MAX * 30
          ? nextMonth
          : nextYear
  const instant = (day: string): string => new Date(startOfDay(day, zone)).toISOString()
  const slots: TimeSlot[] = []
  const end = plusDays(1)(lastDay)
  for (let day = firstDay; day < end && slots.length < SLOTS_MAX * 2; ) {
    const following = [next(day), end].sort()[0]!
    slots.push({ from: instant(day), to: instant(following) })
    day = following
  }
  return slots
}

const plusDays =
  (count: number) =>
  (day: string): string =>
    new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10)

function nextMonth(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number, number]
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

function nextYear(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}-01-01`
}
