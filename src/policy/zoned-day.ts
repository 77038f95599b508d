const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format is a hundred times dearer than using it, and a policy has one zone. */
function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  return format
}

/** Milliseconds by which the zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const parts = formatFor(zone).formatToParts(instant)
  const part = (type: string): number => Number(parts.find((one) => one.type === type)!.value)
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return wall - Math.floor(instant / 1000) * 1000
}

const STARTS_MAX = 4_096
const starts = new Map<string, number>()

/** First instant of a day (`2027-06-30`) in a zone, in milliseconds since the epoch. */
export function startOfDay(day: string, zone: string): number {
  const key = `${day} ${zone}`
  let start = starts.get(key)
  if (start === undefined) {
    const wall = Date.parse(`${day}T00:00:00Z`)
    // Twice: the first guess may lie on the other side of a change of the clocks.
    start = wall - offsetAt(wall - offsetAt(wall, zone), zone)
    // Days come from tokens too, so the table must not grow for ever.
    if (starts.size >= STARTS_MAX) starts.clear()
    starts.set(key, start)
  }
  return start
}

/** The instant at which a day is over in a zone: an approval that expires on it holds until then, and no longer. */
export function endOfDay(day: string, zone: string): number {
  const key = `${day} ${zone} end`
  let end = starts.get(key)
  if (end === undefined) {
    end = startOfDay(new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10), zone)
    starts.set(key, end)
  }
  return end
}

const later = new Map<string, string>()

/** A day so many calendar months later, clamped to the month's end. */
export function addMonths(day: string, months: number): string {
  const key = `${day} ${months}`
  const known = later.get(key)
  if (known !== undefined) return known
  const result = monthsAfter(day, months)
  if (later.size >= STARTS_MAX) later.clear()
  later.set(key, result)
  return result
}

function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** The instant of a wall clock's time (`2027-06-30T14:05`) in a zone, in milliseconds since the epoch; NaN: it is none. */
export function instantOf(local: string, zone: string): number {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return Number.NaN
  const wall = Date.parse(`${local.slice(0, 16)}:00Z`)
  return Number.isNaN(wall) ? wall : wall - offsetAt(wall - offsetAt(wall, zone), zone)
}
