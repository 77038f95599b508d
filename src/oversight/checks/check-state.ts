import type { Clock } from '../../core/ids.ts'
import { MODEL_VERSION, type ModelVersionRow } from '../../core/model-version.ts'
import type { StateRows } from '../../core/state-rows.ts'
import { suspensionScope, suspensionsInForce } from '../../core/suspension.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { checkClient, type PlannedCheck } from './check-plan.ts'
import { CHECK_COURSE, type CheckCourse, checkKey } from './check-row.ts'
import { isRunning, nextRun } from './take-run.ts'

/** Which check, over which model. */
export type WhichCheck = Pick<CheckCourse, 'kind' | 'check' | 'model'>

/** A planned check that there is a model for. */
export type Runnable = PlannedCheck & { readonly model: string; readonly system: string; readonly agency: string }

export function isRunnable(check: PlannedCheck): check is Runnable {
  return check.model !== null && check.system !== null && check.agency !== null
}

/** How a check stands, by what the log has of it. */
export interface CheckState {
  rowOf(check: WhichCheck): CheckCourse | null
  /** Milliseconds since the epoch; 0: as soon as it can. */
  nextOf(check: PlannedCheck): number
  /** An officer’s stop is no fault of a check: it waits until the system is resumed. */
  isStopped(check: PlannedCheck): boolean
  isDue(check: Runnable): boolean
}

export interface CheckStateParts {
  readonly policy: () => PolicySet
  readonly rows: StateRows
  readonly clock: Clock
}

export function createCheckState({ policy, rows, clock }: CheckStateParts): CheckState {
  const rowOf = (check: WhichCheck): CheckCourse | null =>
    (rows.get(CHECK_COURSE, checkKey(check)) as CheckCourse | undefined) ?? null

  /** Since when the model answers as another version; canaries look at once. */
  function changedAt({ kind, version }: PlannedCheck): string | null {
    if (kind !== 'canary' || version === null) return null
    const row = rows.get(MODEL_VERSION, version) as ModelVersionRow | undefined
    return row === undefined || row.before === null ? null : row.since
  }

  const nextOf = (check: PlannedCheck): number => {
    const { model, everyDays } = check
    return nextRun(model === null ? null : rowOf({ ...check, model }), everyDays, changedAt(check))
  }

  function isStopped({ system: id }: PlannedCheck): boolean {
    const client = checkClient(policy())
    const system = policy().systems.find((one) => one.id === id)
    if (client === null || system === undefined) return false
    const { id: app, unit } = client
    return suspensionsInForce(rows, suspensionScope({ client: app, unit, key: '' }, system), clock.now()).length > 0
  }

  return {
    rowOf,
    nextOf,
    isStopped,
    isDue(check) {
      const now = clock.now()
      return !isRunning(rowOf(check), now) && !isStopped(check) && nextOf(check) <= now
    },
  }
}
