import type { Principal } from '../../core/principal.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { Ledger } from '../../records/ledger.ts'
import { checkPlan } from './check-plan.ts'
import { CHECK_COURSE, type CheckCourse, checkKey } from './check-row.ts'
import { createCheckState, isRunnable, type WhichCheck } from './check-state.ts'
import { createCheckSteps } from './check-steps.ts'
import { type CheckRunParts, createCheckRun } from './run-check.ts'
import { type ShownChecks, shownChecks } from './shown-checks.ts'
import { isLate, isRunning } from './take-run.ts'

export interface ScheduledChecksParts
  extends Pick<CheckRunParts, 'policy' | 'store' | 'clock' | 'newId' | 'instance' | 'ask'> {
  readonly ledger: Ledger
  /** Whether the secret of the app can be had here. */
  readonly hasCredential: (reference: string) => boolean
}

/** Clauses MS-46, MS-54: probes and canaries that the gateway runs by itself, once for all gateways of a log. */
export interface ScheduledChecks {
  list(caller: Principal): ShownChecks | Refusal
  /** Asks for a run out of its turn. */
  request(caller: Principal, which: WhichCheck): Promise<CheckCourse | Refusal>
  /** Runs what is due, one question after the other. */
  runDue(): Promise<void>
  /** Runs one that was asked for, beside the others. */
  runAsked(which: WhichCheck): Promise<void>
  /** No further question is asked. */
  stop(): void
}

export function createScheduledChecks(parts: ScheduledChecksParts): ScheduledChecks {
  const { policy, ledger, clock } = parts
  const rows = ledger.state
  let isStopped = false
  const state = createCheckState({ policy, rows, clock })
  const steps = createCheckSteps({ ledger, clock, state })
  const { step, take, fail } = steps
  const run = createCheckRun({ ...parts, ...steps, isStopped: () => isStopped })
  const may = ({ roles }: Principal): boolean =>
    (policy().oversight?.probers ?? []).some((role) => roles.includes(role))

  /** What ran once and has nobody to run it any more is a task when it is overdue: the page alone would be looked at by nobody. */
  async function tellLate(): Promise<void> {
    const { oversight, index } = policy()
    const runnable = new Set(checkPlan(policy(), clock.now()).filter(isRunnable).map(checkKey))
    for (const row of [...rows.all(CHECK_COURSE).values()] as CheckCourse[]) {
      const rules = row.kind === 'probe' ? oversight?.probes : oversight?.canaries
      const everyDays = rules?.find(({ id }) => id === row.check)?.everyDays
      if (everyDays === undefined || runnable.has(checkKey(row)) || index.models[row.model] === undefined) continue
      if (row.failures > 0 || !isLate(row, everyDays, clock.now())) continue
      const check = { ...row, everyDays, version: null }
      await fail(check, 'not_running')
    }
  }

  return {
    list(caller) {
      if (!may(caller)) return notYours()
      const { hasCredential } = parts
      return shownChecks({ policy: policy(), rows, state, now: clock.now(), hasCredential }, caller.agency)
    },
    async request(caller, which) {
      if (!may(caller)) return notYours()
      const check = checkPlan(policy(), clock.now())
        .filter(isRunnable)
        .find((one) => checkKey(one) === checkKey(which) && one.agency === caller.agency)
      if (check === undefined) return unknown()
      const row = state.rowOf(check)
      if (isRunning(row, clock.now())) return row!
      return (await take(step(check, { kind: 'ask', by: caller.key }, { actor: caller }))) ?? state.rowOf(check)!
    },
    async runDue() {
      await tellLate()
      for (const check of checkPlan(policy(), clock.now()).filter(isRunnable)) {
        if (isStopped) return
        if (state.isDue(check)) await run(check)
      }
    },
    async runAsked(which) {
      const check = checkPlan(policy(), clock.now())
        .filter(isRunnable)
        .find((one) => checkKey(one) === checkKey(which))
      if (check !== undefined && !isStopped && state.isDue(check)) await run(check)
    },
    stop() {
      isStopped = true
    },
  }
}

function notYours(): Refusal {
  return refusal('audience_not_granted', {
    rule: 'probers',
    clause: 'MS-46',
    message: 'Your roles don’t include checks of AI systems.',
    next: 'Ask whom oversight.yaml names.',
  })
}

function unknown(): Refusal {
  return refusal('route_not_governed', {
    rule: 'check',
    clause: 'MS-54',
    message: 'No such check runs by itself over this model.',
    next: 'Take one of the list; oversight.yaml gives a check its days, and the catalog its systems.',
  })
}
