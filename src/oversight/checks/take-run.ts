import type { CheckCourse, CheckOutcome } from './check-row.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Longest wait after runs that came to nothing. */
const RETRY_MAX_MS = DAY_MS
/** A run is given up after so long. */
export const RUN_MAX_MS = 2 * HOUR_MS
/** Nobody else begins one for so long, should this gateway be gone. */
const CLAIM_MS = RUN_MAX_MS + 10 * 60_000
/** So long after its day, a check that hasn’t run is overdue. */
const GRACE_MS = 2 * DAY_MS

type About = Pick<CheckCourse, 'kind' | 'check' | 'model' | 'system' | 'agency'>

export type RunChange =
  | { readonly kind: 'ask'; readonly by: string }
  | { readonly kind: 'begin'; readonly run: string; readonly by: string }
  | { readonly kind: 'end'; readonly outcome: CheckOutcome; readonly report: string }
  | { readonly kind: 'fail'; readonly fault: string }
  /** The gateway that was at it stops: the next look begins it again. */
  | { readonly kind: 'leave' }

/** Pure: the row after a step. `now` in milliseconds since the epoch. */
export function takeRunStep(row: CheckCourse | null, about: About, change: RunChange, now: number): CheckCourse {
  const { kind, check, model, system, agency } = about
  const before: CheckCourse = {
    ...{ last: null, failures: 0, fault: null, retryAt: null, askedBy: null, claim: null },
    ...row,
    ...{ kind, check, model, system, agency },
  }
  switch (change.kind) {
    case 'ask':
      return { ...before, askedBy: change.by }
    case 'begin':
      return { ...before, claim: { run: change.run, by: change.by, until: iso(now + CLAIM_MS) } }
    case 'end': {
      const last = { at: iso(now), outcome: change.outcome, report: change.report }
      return { ...before, last, failures: 0, fault: null, retryAt: null, askedBy: null, claim: null }
    }
    case 'fail': {
      const failures = before.failures + 1
      const wait = Math.min(HOUR_MS * 2 ** (failures - 1), RETRY_MAX_MS)
      return { ...before, failures, fault: change.fault, retryAt: iso(now + wait), askedBy: null, claim: null }
    }
    case 'leave':
      return { ...before, claim: null }
  }
}

/**
 * When a check runs next, milliseconds since the epoch; zero: at once.
 * @param changedAt RFC 3339 UTC: since when its model answers as another version; null: it doesn’t.
 */
export function nextRun(row: CheckCourse | null, everyDays: number, changedAt: string | null = null): number {
  if (row === null || row.askedBy !== null) return 0
  if (row.retryAt !== null) return Date.parse(row.retryAt)
  if (row.last === null || (changedAt !== null && changedAt > row.last.at)) return 0
  return Date.parse(row.last.at) + everyDays * DAY_MS
}

/** Whether somebody is at it now. */
export function isRunning(row: CheckCourse | null, now: number): boolean {
  return row?.claim != null && now < Date.parse(row.claim.until)
}

/** Whether what its last result says is older than the policy lets it be, by more than the days of grace. */
export function isLate(row: CheckCourse | null, everyDays: number, now: number): boolean {
  return row?.last != null && now > Date.parse(row.last.at) + everyDays * DAY_MS + GRACE_MS
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
