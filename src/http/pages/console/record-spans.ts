import { dayOf } from '../../../core/calendar.ts'
import type { RecordSpan, RecordsView } from '../../../pages/console-views.ts'
import { addressOf, type RecordFilters } from './record-filters.ts'

const DAY_MS = 86_400_000

const after = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The same search in other spans of days; `now`: milliseconds since the epoch. What is shown already is left out. */
export function spansOf(path: string, filters: RecordFilters, now: number, zone: string): RecordsView['spans'] {
  const { from, to } = filters.values
  const today = dayOf(now, zone)
  const back = (days: number): string => after(today, 1 - days)
  const spans: [RecordSpan, string | undefined, string | undefined][] = [
    ['week', back(7), undefined],
    ['month', back(30), undefined],
    ['year', `${today.slice(0, 4)}-01-01`, undefined],
    ['ever', undefined, undefined],
  ]
  if (from !== undefined && to !== undefined && from <= to) {
    const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
    spans.push(['earlier', after(from, -days), after(from, -1)])
    if (to < today) spans.push(['later', after(to, 1), after(to, days)])
  }
  return spans
    .filter(([, first, last]) => first !== from || last !== to)
    .map(([span, first, last]) => ({ span, href: addressOf(path, filters, { from: first, to: last }) }))
}
