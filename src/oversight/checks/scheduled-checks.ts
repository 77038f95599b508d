import { type AutomaticFinding, FINDING, happenedAgain } from '../../core/finding.ts'
import type { Clock } from '../../core/ids.ts'
import { MODEL_VERSION, type ModelVersionRow } from '../../core/model-version.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import type { StateChange } from '../../core/record.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import { suspensionScope, suspensionsInForce } from '../../core/suspension.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { type Act, type Ledger, writeOr } from '../../records/ledger.ts'
import { biasReportOf } from '../bias/bias-reports.ts'
import { runProbe } from '../bias/run-probe.ts'
import { judgeCanary } from '../canaries/judge-record.ts'
import { checkClient, checkPlan, type PlannedCheck } from './check-plan.ts'
import { CANARY_REPORT, type CanaryReport, CHECK_COURSE, type CheckCourse, checkKey } from './check-row.ts'
import { type OpenVersion, openVersions } from './open-versions.ts'
import { isLate, isRunning, nextRun, RUN_MAX_MS, type RunChange, takeRunStep } from './take-run.ts'

/** A question of a check, as it goes through the gateway’s own pipeline. */
export interface CheckQuestion {
  readonly model: string
  readonly purpose: string
  readonly text: string
}

/** Its record, and as whom it was asked; or why there is none: a refusal’s code, or a word of ours. */
export type CheckAnswer = { readonly record: string; readonly caller: Principal } | { readonly fault: string }

export interface ScheduledChecksParts {
  readonly policy: () => PolicySet
  readonly store: Pick<RecordReader, 'exchange'>
  readonly ledger: Ledger
  readonly clock: Clock
  readonly newId: () => string
  /** Name of this gateway in the log. */
  readonly instance: string
  /** Asks as the app of the checks: judged, recorded, counted and paid for like any other’s question. Never rejects. */
  readonly ask: (question: CheckQuestion) => Promise<CheckAnswer>
  /** Whether the secret of the app can be had here. */
  readonly hasCredential: (reference: string) => boolean
}

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

/** Clauses MS-46, MS-54: probes and canaries that the gateway runs by itself, once for all gateways of a log. */
export interface ScheduledChecks {
  list(caller: Principal): ShownChecks | Refusal
  /** Asks for a run out of its turn. */
  request(caller: Principal, which: Pick<CheckCourse, 'kind' | 'check' | 'model'>): Promise<CheckCourse | Refusal>
  /** Runs what is due, one question after the other. */
  runDue(): Promise<void>
  /** Runs one that was asked for, beside the others. */
  runAsked(which: Pick<CheckCourse, 'kind' | 'check' | 'model'>): Promise<void>
  /** No further question is asked. */
  stop(): void
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

type Runnable = PlannedCheck & { readonly model: string; readonly system: string; readonly agency: string }

export function createScheduledChecks(parts: ScheduledChecksParts): ScheduledChecks {
  const { policy, store, ledger, clock, newId, instance, ask } = parts
  const rows = ledger.state
  let isStopped = false

  const rowOf = (check: Pick<CheckCourse, 'kind' | 'check' | 'model'>): CheckCourse | null =>
    (rows.get(CHECK_COURSE, checkKey(check)) as CheckCourse | undefined) ?? null
  const may = ({ roles }: Principal): boolean =>
    (policy().oversight?.probers ?? []).some((role) => roles.includes(role))

  /** Since when the model answers as another version; canaries look at once. */
  function changedAt({ kind, version }: PlannedCheck): string | null {
    if (kind !== 'canary' || version === null) return null
    const row = rows.get(MODEL_VERSION, version) as ModelVersionRow | undefined
    return row === undefined || row.before === null ? null : row.since
  }

  function shown(check: PlannedCheck, isConfigured: boolean): ShownCheck {
    const { model, everyDays } = check
    const row = model === null ? null : rowOf({ ...check, model })
    const next = nextRun(row, everyDays, changedAt(check))
    return { ...check, row, next: next === 0 ? null : new Date(next).toISOString(), state: stateOf() }

    function stateOf(): ShownCheck['state'] {
      if (!isConfigured) return 'not-configured'
      if (model === null) return 'no-system'
      if (isRunning(row, clock.now())) return 'running'
      if (isStoppedSystem(check)) return 'stopped'
      if (row !== null && row.failures > 0) return 'failing'
      return isLate(row, everyDays, clock.now()) ? 'late' : 'waiting'
    }
  }

  /** An officer’s stop is no fault of a check: it waits until the system is resumed. */
  function isStoppedSystem({ system: id }: PlannedCheck): boolean {
    const client = checkClient(policy())
    const system = policy().systems.find((one) => one.id === id)
    if (client === null || system === undefined) return false
    const { id: app, unit } = client
    return suspensionsInForce(rows, suspensionScope({ client: app, unit, key: '' }, system), clock.now()).length > 0
  }

  /** The entry of a step, in force only while the row is what it was worked out from. */
  function step(check: Runnable, change: RunChange, more: Partial<Act> = {}): Act & { row: CheckCourse } {
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
  /** Null: another gateway was first. */
  const take = async (act: Act & { row: CheckCourse }): Promise<CheckCourse | null> => {
    const { row, ...written } = act
    return (await writeOr(ledger, written, () => null)) === null ? null : row
  }

  async function run(check: Runnable): Promise<void> {
    const claimed = await take(step(check, { kind: 'begin', run: newId(), by: instance }))
    if (claimed === null) return
    const until = clock.now() + RUN_MAX_MS
    let unanswered = 0
    const asked = async (purpose: string, text: string): Promise<Extract<CheckAnswer, { record: string }> | null> => {
      if (isStopped) throw new RunFailed(STOPPED)
      if (clock.now() > until) throw new RunFailed('too_slow')
      const answer = await ask({ model: check.model, purpose, text })
      if (isStopped) throw new RunFailed(STOPPED)
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
      else await take(step(check, { kind: 'fail', fault }, { meta: { fault }, state: [failed(check)] }))
      if (!(error instanceof RunFailed)) throw error
    }
  }

  type Ask = (purpose: string, text: string) => Promise<Extract<CheckAnswer, { record: string }> | null>

  async function probe(check: Runnable, asked: Ask): Promise<Act & { row: CheckCourse }> {
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

  async function canary(check: Runnable, asked: Ask): Promise<Act & { row: CheckCourse }> {
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

  const failed = (check: Runnable): StateChange =>
    noticed('check-failed', check, new Date(clock.now()).toISOString(), [])

  /** One finding for each check and model, however often it happens. */
  function noticed(type: string, check: Runnable, at: string, records: readonly string[]): StateChange {
    const key = checkKey(check)
    const name = `${type}|${key}`
    const about = { kind: 'system', id: check.system } as const
    const known = rows.get(FINDING, name) as AutomaticFinding | undefined
    const found = { type, key, agency: check.agency, about, ...(records.length > 0 && { records }) }
    return { kind: FINDING, key: name, value: happenedAgain(known, found, at) }
  }

  const isRunnable = (check: PlannedCheck): check is Runnable =>
    check.model !== null && check.system !== null && check.agency !== null
  const isDue = (check: Runnable): boolean => {
    const row = rowOf(check)
    const now = clock.now()
    return !isRunning(row, now) && !isStoppedSystem(check) && nextRun(row, check.everyDays, changedAt(check)) <= now
  }

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
      const fault = 'not_running'
      await take(step(check, { kind: 'fail', fault }, { meta: { fault }, state: [failed(check)] }))
    }
  }

  return {
    list(caller) {
      if (!may(caller)) return notYours()
      const client = checkClient(policy())
      const hasCredential = client !== null && parts.hasCredential(client.checks!.credential)
      const checks = checkPlan(policy(), clock.now()).filter(
        ({ agency }) => agency === null || agency === caller.agency,
      )
      return {
        ...{ client: client?.id ?? null, hasCredential },
        checks: checks.map((one) => shown(one, hasCredential)),
        versions: openVersions(rows, caller.agency, clock.now()),
      }
    },
    async request(caller, which) {
      if (!may(caller)) return notYours()
      const check = checkPlan(policy(), clock.now())
        .filter(isRunnable)
        .find((one) => checkKey(one) === checkKey(which) && one.agency === caller.agency)
      if (check === undefined) return unknown()
      const row = rowOf(check)
      if (isRunning(row, clock.now())) return row!
      return (await take(step(check, { kind: 'ask', by: caller.key }, { actor: caller }))) ?? rowOf(check)!
    },
    async runDue() {
      await tellLate()
      for (const check of checkPlan(policy(), clock.now()).filter(isRunnable)) {
        if (isStopped) return
        if (isDue(check)) await run(check)
      }
    },
    async runAsked(which) {
      const check = checkPlan(policy(), clock.now())
        .filter(isRunnable)
        .find((one) => checkKey(one) === checkKey(which))
      if (check !== undefined && !isStopped && isDue(check)) await run(check)
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
