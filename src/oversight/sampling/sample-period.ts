import { dayAfter } from '../../core/calendar.ts'

/** Days from which periods are counted, so that every gateway and every verifier has the same ones. */
const FIRST = '2026-01-05'
const DAY_MS = 86_400_000

/** Days that one draw is taken from: `from` belongs to it, `to` doesn’t. */
export interface SamplePeriod {
  readonly from: string
  readonly to: string
}

/** The last period that is over on a day; `back` names one before it. */
export function periodBefore(day: string, everyDays: number, back = 0): SamplePeriod {
  const days = Math.floor((Date.parse(day) - Date.parse(FIRST)) / DAY_MS)
  const from = dayAfter(FIRST, `P${Math.max(0, (Math.floor(days / everyDays) - 1 - back) * everyDays)}D`)
  return { from, to: dayAfter(from, `P${everyDays}D`) }
}
