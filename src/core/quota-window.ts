/** Quotas run from midnight to midnight of the profile's zone, or from the first of a month to the next: on days of 23 and 25 hours too. */
export type QuotaWindow = 'day' | 'month'

const HOUR_MS = 3_600_000
const LONGEST_MS: Readonly<Record<QuotaWindow, number>> = { day: 26 * HOUR_MS, month: 32 * 24 * HOUR_MS }

/** The local calendar day or month of an instant: `2026-11-22`, `2026-11`. */
export function windowName(now: number, window: QuotaWindow, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    now,
  )
  return window === 'day' ? day : day.slice(0, 7)
}

/** The first second of the next window, milliseconds since the epoch. */
export function windowEnd(now: number, window: QuotaWindow, timeZone: string): number {
  const name = windowName(now, window, timeZone)
  let low = Math.floor(now / 1000)
  let high = low + LONGEST_MS[window] / 1000
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (windowName(middle * 1000, window, timeZone) === name) low = middle
    else high = middle
  }
  return high * 1000
}
