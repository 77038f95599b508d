/** The calendar day, `YYYY-MM-DD`, of an instant (milliseconds since the epoch) in an IANA time zone. */
export function dayOf(ms: number, zone: string): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  formats.set(zone, format)
  return format.format(ms)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The day after an ISO 8601 period of years, months and days (`P5Y6M`); a day that the month lacks is its last one, so
 * 2026-08-31 and five years and six months give 2032-02-29. Throws a RangeError on anything else.
 */
export function dayAfter(day: string, period: string): string {
  const match = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(period)
  if (match === null || !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`no period of days: ${period}`)
  const [years, months, days] = match.slice(1).map((digits) => Number(digits ?? 0)) as [number, number, number]
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 + years * 12 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last) + days)
  return first.toISOString().slice(0, 10)
}
