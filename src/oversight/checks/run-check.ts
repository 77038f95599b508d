import type { Clock } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import type { StateChange } from '../../core/record.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { biasReportOf } from '../bias/bias-reports.ts'
import { runProbe } from '../bias/run-probe.ts'
import { judgeCanary } from '../canaries/judge-record.ts'
import { CANARY_REPORT, type CanaryReport } from './check-row.ts'
import type { Runnable } from './check-state.ts'
import type { CheckAct, CheckSteps } from './check-steps.ts'
import { RUN_MAX_MS } from './take-run.ts'

/** A question of a check, as it goes through the gateway’s own pipeline. */
export interface CheckQuestion {
  readonly model: string
  readonly purpose: string
  readonly text: string
}

/** Its record, and as whom it was asked; or why there is none: a refusal’s code, or a word of ours. */
export type CheckAnswer = { readonly record: string; readonly caller: Principal } | { readonly fault: string }

export interface CheckRunParts extends Pick<CheckSteps, 'step' | 'take' | 'noticed' | 'fail'> {
  readonly policy: () => PolicySet
  readonly store: Pick<RecordReader, 'exchange'>
  readonly clock: Clock
  readonly newId: () => string
  /** Name of this gateway in the log. */
  readonly instance: string
  /** Asks as the app of the checks: judged, recorded, counted and paid for like any other’s question. Never rejects. */
  readonly ask: (question: CheckQuestion) => Promise<CheckAnswer>
  /** Whether no further question is asked. */
  readonly isStopped: () => boolean
}

/** A run that came to nothing. */
class RunFailed extends Error {
  readonly fault: string
  constructor(fault: string) {
    super(fault)
    this.fault = fault
  }
}

/** So many questions in a row without an answer end a run: the rest would be no different. */
const UNANSWERED_MAX = 3
/** The gateway stops: nothing is said of the run. */
const STOPPED = 'stopped'

/** One run from its claim to what it found; where another gateway has claimed it, nothing. */
export function createCheckRun(parts: CheckRunParts): (check: Runnable) => Promise<void> {
  const { policy, store, clock, newId, instance, ask, isStopped, step, take, noticed, fail } = parts

  async function run(check: Runnable): Promise<void> {
    const claimed = await take(step(check, { kind: 'begin', run: newId(), by: instance }))
    if (claimed === null) return
    const until = clock.now() + RUN_MAX_MS
    let unanswered = 0
    const asked = async (purpose: string, text: string): Promise<Extract<CheckAnswer, { record: string }> | null> => {
      if (isStopped()) throw new RunFailed(STOPPED)
      if (clock.now() > until) throw new RunFailed('too_slow')
      const answer = await ask({ model: check.model, purpose, text })
      if (isStopped()) throw new RunFailed(STOPPED)
      if ('record' in answer) {
        unanswered = 0
        return answer
      }
      unanswered += 1
      if (check.kind === 'canary' || unanswered >= UNANSWERED_MAX) throw new RunFailed(answer.fault)
      return null
    }
    try {
      await take(check.kind === 'probe' ? await probe(check, asked) : await canary(check, asked))
    } catch (error) {
      const fault = error instanceof RunFailed ? error.fault : 'fault'
      if (fault === STOPPED) await take(step(check, { kind: 'leave' }))
      else await fail(check, fault)
      if (!(error instanceof RunFailed)) throw error
    }
  }

  type Ask = (purpose: string, text: string) => Promise<Extract<CheckAnswer, { record: string }> | null>

  async function probe(check: Runnable, asked: Ask): Promise<CheckAct> {
    const rule = policy().oversight?.probes.find(({ id }) => id === check.check)
    if (rule === undefined) throw new RunFailed('not_in_policy')
    let caller: Principal | null = null
    const pairs = await runProbe(rule, async (question) => {
      const answer = await asked(rule.purpose, question)
      caller = answer?.caller ?? caller
      return answer?.record ?? null
    })
    if (caller === null) throw new RunFailed('no_answer')
    const { report, act } = await biasReportOf({ store, clock, newId }, rule, caller, check.model, pairs)
    // No pair that could be told says nothing, of which people are told all the same: its row on the page says so.
    return step(check, { kind: 'end', outcome: report.alarm ? 'alarm' : 'quiet', report: report.id }, act)
  }

  async function canary(check: Runnable, asked: Ask): Promise<CheckAct> {
    const rule = policy().oversight?.canaries.find(({ id }) => id === check.check)
    if (rule === undefined) throw new RunFailed('not_in_policy')
    const answer = await asked(rule.purpose, rule.ask)
    const judged = answer === null ? null : await judgeCanary(store, rule, answer.caller, check.model, answer.record)
    if (answer === null || judged === null) throw new RunFailed('no_answer')
    const { model, system, agency } = check
    const at = new Date(clock.now()).toISOString()
    const report: CanaryReport = {
      ...{ id: newId(), canary: check.check, model, system, agency, at, record: answer.record },
      ...judged,
    }
    const isMissed = judged.faults.length > 0
    const state: StateChange[] = [{ kind: CANARY_REPORT, key: report.id, value: report }]
    if (isMissed) state.push(noticed('canary-missed', check, at, [answer.record]))
    const meta = { report: report.id, alarm: isMissed }
    const change = { kind: 'end', outcome: isMissed ? 'alarm' : 'quiet', report: report.id } as const
    return step(check, change, { actor: answer.caller, meta, state, body: { report } })
  }

  return run
}
