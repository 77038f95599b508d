import { type AutomaticFinding, FINDING, happenedAgain } from '../../core/finding.ts'
import type { Clock } from '../../core/ids.ts'
import type { StateChange } from '../../core/record.ts'
import { type Act, type Ledger, writeOr } from '../../records/ledger.ts'
import { CHECK_COURSE, type CheckCourse, checkKey } from './check-row.ts'
import type { CheckState, Runnable } from './check-state.ts'
import { type RunChange, takeRunStep } from './take-run.ts'

/** The entry of a step, and the row that it comes to. */
export type CheckAct = Act & { readonly row: CheckCourse }

/** Steps of a check's course: of two gateways that take one at the same time, one does. */
export interface CheckSteps {
  /** In force only while the row is what it was worked out from. */
  step(check: Runnable, change: RunChange, more?: Partial<Act>): CheckAct
  /** Null: another gateway was first. */
  take(act: CheckAct): Promise<CheckCourse | null>
  /** One finding for each check and model, however often it happens. */
  noticed(type: string, check: Runnable, at: string, records: readonly string[]): StateChange
  /** The run came to nothing, and somebody is to look why. */
  fail(check: Runnable, fault: string): Promise<CheckCourse | null>
}

export interface CheckStepParts {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly state: Pick<CheckState, 'rowOf'>
}

export function createCheckSteps({ ledger, clock, state: { rowOf } }: CheckStepParts): CheckSteps {
  function step(check: Runnable, change: RunChange, more: Partial<Act> = {}): CheckAct {
    const before = rowOf(check)
    const row = takeRunStep(before, check, change, clock.now())
    const key = checkKey(check)
    const { kind, check: id, model } = check
    const { state = [], meta = {}, ...rest } = more
    return {
      ...{ type: 'review', agency: check.agency, actor: null },
      ...rest,
      row,
      meta: { action: `check-${change.kind}`, kind, check: id, model, ...meta },
      state: [...state, { kind: CHECK_COURSE, key, value: row }],
      basis: [{ kind: CHECK_COURSE, key, value: before }],
    }
  }

  async function take({ row, ...written }: CheckAct): Promise<CheckCourse | null> {
    return (await writeOr(ledger, written, () => null)) === null ? null : row
  }

  function noticed(type: string, check: Runnable, at: string, records: readonly string[]): StateChange {
    const key = checkKey(check)
    const name = `${type}|${key}`
    const about = { kind: 'system', id: check.system } as const
    const known = ledger.state.get(FINDING, name) as AutomaticFinding | undefined
    const found = { type, key, agency: check.agency, about, ...(records.length > 0 && { records }) }
    return { kind: FINDING, key: name, value: happenedAgain(known, found, at) }
  }

  return {
    step,
    take,
    noticed,
    fail(check, fault) {
      const state = [noticed('check-failed', check, new Date(clock.now()).toISOString(), [])]
      return take(step(check, { kind: 'fail', fault }, { meta: { fault }, state }))
    },
  }
}
