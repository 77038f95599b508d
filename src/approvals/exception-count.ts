import { dayOf } from '../core/calendar.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { PolicySet } from '../policy/policy-set.ts'

/** State kind, by id: exceptions that were made in the gateway. They count when they have ended, too. */
export const EXCEPTION_MADE = 'exception-made'

export interface ExceptionMade {
  readonly id: string
  /** RFC 3339 UTC. */
  readonly at: string
  readonly endedAt: string | null
}

export interface MonthOfExceptions {
  /** `2026-11`. */
  readonly month: string
  readonly count: number
  readonly isRoutine: boolean
}

/**
 * How many exceptions were decided in each month, newest first. More than the threshold, and the rule is wrong, or the
 * practice (MS-15).
 */
export function exceptionsByMonth(
  { documents, exceptions, profile }: PolicySet,
  rows: Pick<StateRows, 'all'>,
): MonthOfExceptions[] {
  const decided = new Map(documents.exceptions.exceptions.map(({ id, decided: { at } }) => [id, at]))
  for (const { id, at } of rows.all(EXCEPTION_MADE).values() as Iterable<ExceptionMade>) decided.set(id, at)
  const months = Map.groupBy(decided.values(), (at) => dayOf(Date.parse(at), profile.timezone).slice(0, 7))
  return [...months]
    .map(([month, made]) => ({
      month,
      count: made.length,
      isRoutine: made.length > exceptions.routineThresholdPerMonth,
    }))
    .toSorted((a, b) => b.month.localeCompare(a.month))
}
