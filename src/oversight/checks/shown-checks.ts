import type { StateRows } from '../../core/state-rows.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { checkClient, checkPlan, type PlannedCheck } from './check-plan.ts'
import type { CheckCourse } from './check-row.ts'
import type { CheckState } from './check-state.ts'
import { type OpenVersion, openVersions } from './open-versions.ts'
import { isLate, isRunning } from './take-run.ts'

/** A check as people see it. */
export interface ShownCheck extends PlannedCheck {
  readonly state: 'not-configured' | 'no-system' | 'running' | 'stopped' | 'failing' | 'late' | 'waiting'
  readonly row: CheckCourse | null
  /** RFC 3339 UTC; null: as soon as it can. */
  readonly next: string | null
}

export interface ShownChecks {
  /** The app that they ask as; null: the policy names none. */
  readonly client: string | null
  readonly hasCredential: boolean
  readonly checks: readonly ShownCheck[]
  /** Models that answer as a version which nobody has accepted yet. */
  readonly versions: readonly OpenVersion[]
}

export interface ShownFrom {
  readonly policy: PolicySet
  readonly rows: StateRows
  readonly state: CheckState
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Whether the secret of the app can be had here. */
  readonly hasCredential: (reference: string) => boolean
}

/** The checks of an agency, whether they run, and what they wait for. */
export function shownChecks(from: ShownFrom, agency: string): ShownChecks {
  const { policy, rows, now } = from
  const client = checkClient(policy)
  const hasCredential = client !== null && from.hasCredential(client.checks!.credential)
  const checks = checkPlan(policy, now).filter((one) => one.agency === null || one.agency === agency)
  return {
    ...{ client: client?.id ?? null, hasCredential },
    checks: checks.map((one) => shown(from, one, hasCredential)),
    versions: openVersions(rows, agency, now),
  }
}

function shown({ state, now }: ShownFrom, check: PlannedCheck, isConfigured: boolean): ShownCheck {
  const { model, everyDays } = check
  const row = model === null ? null : state.rowOf({ ...check, model })
  const next = state.nextOf(check)
  return { ...check, row, next: next === 0 ? null : new Date(next).toISOString(), state: stateOf() }

  function stateOf(): ShownCheck['state'] {
    if (!isConfigured) return 'not-configured'
    if (model === null) return 'no-system'
    if (isRunning(row, now)) return 'running'
    if (state.isStopped(check)) return 'stopped'
    if (row !== null && row.failures > 0) return 'failing'
    return isLate(row, everyDays, now) ? 'late' : 'waiting'
  }
}
