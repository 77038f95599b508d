import { type IndexRange, joinRanges } from '../core/destruction.ts'
import { StateMoved } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import { REQUEST_SCOPE, type RequestScopeRow } from '../core/records-request.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { StateRows } from '../core/state-rows.ts'
import { maySearchOriginals, type RecordFacts } from '../policy/record-access.ts'
import { markOf } from '../records/exchange-facts.ts'
import { writeOr } from '../records/ledger.ts'
import { rowsWith } from '../records/rows-with.ts'
import { SearchQueryError } from '../records/search/query-error.ts'
import { requestHold } from '../retention/request-hold.ts'
import { planSchema, readPlan, type SearchPlan } from './plan.ts'
import { conflict, malformed, notYours } from './request-authority.ts'
import type { RequestLog, RequestLogParts } from './request-log.ts'
import type { PlanRun, RecordsRequestRow } from './request-row.ts'
import { type PlanFound, type RunParts, type RunProgress, runPlan } from './run-plan.ts'
import { type FoundExchange, type FoundRow, foundRows, REQUEST_FOUND } from './scope-row.ts'

export interface PlanRunsParts extends RequestLogParts, Omit<RunParts, 'rows' | 'store'> {
  readonly store: RequestLogParts['store'] & RunParts['store']
  readonly log: RequestLog
  readonly instance: string
  /** Whether somebody who is nobody's counsel may know of a record: what a hold's count says. */
  readonly isPlain: (facts: RecordFacts) => boolean
  readonly failed: (error: unknown) => void
}

/** What a request's search looks for, and its runs: jobs that say how far they are, and can be cancelled. */
export interface PlanRuns {
  write(id: string, plan: SearchPlan, reason: string, caller: Principal): Promise<RecordsRequestRow | Refusal>
  /** A request's plan, or the one that a run runs. Null: none was written yet. */
  read(of: { readonly plan: string | null }): Promise<SearchPlan | null>
  /** Begins a run over everything that is recorded now. */
  begin(id: string, reason: string, caller: Principal): Promise<RecordsRequestRow | Refusal>
  cancel(id: string, run: string, caller: Principal): Promise<RecordsRequestRow | Refusal>
  /** How far a run of this gateway is, from 0 to 1; null: it isn't under way here. */
  share(run: string): number | null
  /** Says of runs that an end of this gateway cut off that they were; they are begun again by whoever needs them. */
  recover(): Promise<void>
  /** Ends what is under way; resolves when nothing is. */
  stop(): Promise<void>
}

/** For which `access.yaml` lets originals be searched. */
const PURPOSE = 'records-request'

/** What one entry holds at most, so that no commit is long: others' records wait for it. */
const HELD_AN_ENTRY = 5_000
const ROWS_AN_ENTRY = 4

interface Job {
  readonly stop: AbortController
  readonly progress: RunProgress
  readonly lines: number
  done: Promise<void>
}

export function createPlanRuns(parts: PlanRunsParts): PlanRuns {
  const { log, store, scan, ledger, policy, clock, ids, instance } = parts
  const jobs = new Map<string, Job>()
  let isStopped = false

  async function read({ plan }: { readonly plan: string | null }): Promise<SearchPlan | null> {
    return plan === null ? null : planSchema.parse((await log.wordsOf(plan))['plan'])
  }

  async function begin(id: string, reason: string, caller: Principal): Promise<RecordsRequestRow | Refusal> {
    const row = log.worked(id, caller)
    if ('code' in row) return row
    const { access } = policy()
    // A run opens sealed originals: who may have that done, and what for, is the policy's to say.
    if (!maySearchOriginals(policy(), caller) || !access.originals.purposes.includes(PURPOSE)) return notYours()
    if (!isOpen(row)) return conflict('run', 'The request isn’t open.')
    if (row.run?.status === 'running') return conflict('run', 'A run is under way.', 'Wait for it, or cancel it.')
    const plan = await read(row)
    if (plan === null) return conflict('no-plan', 'The request has no search plan.', 'Write one, then run it.')
    const run: PlanRun = {
      id: ids.entryId(),
      plan: row.plan!,
      by: caller.key,
      instance,
      startedAt: new Date(clock.now()).toISOString(),
      frozenAt: await store.size(),
      status: 'running',
      fault: null,
      gone: 0,
    }
    const begun = await log.take(
      row,
      { kind: 'run', run, hold: row.hold, walledHold: row.walledHold },
      { reason },
      caller,
    )
    if ('code' in begun) return begun
    const lines = readPlan(plan)
    const job: Job = {
      stop: new AbortController(),
      progress: { lines: 0, looked: null },
      lines: lines.length,
      done: Promise.resolve(),
    }
    jobs.set(run.id, job)
    job.done = runPlan(
      { store, scan, rows: ledger.state },
      { agency: row.agency, lines, frozenAt: run.frozenAt },
      job.stop.signal,
      job.progress,
    )
      .then(
        (found) => log.inTurn(() => finish(id, run, found, caller)),
        (error: unknown) => (isStopped ? undefined : log.inTurn(() => end(id, run, job, error))),
      )
      .catch((error: unknown) => parts.failed(error))
      .finally(() => jobs.delete(run.id))
    return begun
  }

  /**
   * Holds what was found, writes down what it was, then says that it is the scope: what is in the scope is never without its
   * hold, and a run that ends in between has only held more.
   */
  async function finish(
    id: string,
    run: PlanRun,
    { found, unread, gone }: PlanFound,
    caller: Principal,
  ): Promise<void> {
    const row = current(id)
    if (row.run?.id !== run.id || row.run.status !== 'running') return
    if (!isOpen(row)) return save(row, { ...run, status: 'cancelled' }, 'the request was closed meanwhile')
    const hold = row.hold ?? ids.entryId()
    const isPlain = ({ exchange, facts }: FoundExchange): boolean =>
      parts.isPlain({ ...facts, labels: markOf(ledger.state, exchange).labels })
    const [plain, walled] = [found.filter(isPlain), found.filter((one) => !isPlain(one))]
    const walledHold = row.walledHold ?? (walled.length > 0 ? ids.entryId() : null)
    await keep(row, run, hold, plain, false, caller)
    if (walledHold !== null) await keep(row, run, walledHold, walled, true, caller)
    const rows = [
      ...foundRows({ request: id, run: run.id, isUnread: false }, found),
      ...foundRows({ request: id, run: run.id, isUnread: true }, unread),
    ]
    for (let at = 0; at < rows.length; at += ROWS_AN_ENTRY) {
      const state = rows
        .slice(at, at + ROWS_AN_ENTRY)
        .map((value, part) => ({ kind: REQUEST_FOUND, key: `${id}#${run.id}.${at + part}`, value }))
      await ledger.write({
        type: 'admin',
        agency: row.agency,
        actor: null,
        meta: { action: 'request-found', request: id, run: run.id },
        state,
      })
    }
    const scope: RequestScopeRow = { request: id, ranges: rangesOf(found) }
    const state = [
      { kind: REQUEST_SCOPE, key: `${id}#0`, value: scope },
      // What earlier runs found, or would have, is the scope no longer; the log has it.
      ...[...ledger.state.all(REQUEST_FOUND)].flatMap(([key, value]) => {
        const { request, run: by } = value as FoundRow
        return request === id && by !== run.id ? [{ kind: REQUEST_FOUND, key, value: null }] : []
      }),
    ]
    const done: PlanRun = { ...run, status: 'done', gone }
    const outcome = await log.take(
      row,
      { kind: 'run', run: done, hold, walledHold },
      { reason: 'the run is over', state, again: isUnderWay(run) },
      null,
    )
    if ('code' in outcome) throw new Error(outcome.message)
  }

  async function keep(
    row: RecordsRequestRow,
    run: PlanRun,
    hold: string,
    found: readonly FoundExchange[],
    isWalled: boolean,
    caller: Principal,
  ): Promise<void> {
    for (let at = 0; at === 0 || at < found.length; at += HELD_AN_ENTRY) {
      const order = {
        hold,
        part: `${run.id}.${at}`,
        request: row.id,
        agency: row.agency,
        matter: `request ${row.number}`,
        placedBy: run.by,
        at: new Date(clock.now()).toISOString(),
        upTo: run.frozenAt,
        ranges: rangesOf(found.slice(at, at + HELD_AN_ENTRY)),
        isWalled,
      }
      const actor = isWalled ? null : caller
      const write = (rows: StateRows) => writeOr(ledger, { ...requestHold(order, rows), actor }, (moved) => moved)
      for (let written = await write(ledger.state); written instanceof StateMoved; )
        written = await write(rowsWith(ledger.state, written.rows))
    }
  }

  async function end(id: string, run: PlanRun, job: Job, error: unknown): Promise<void> {
    const row = current(id)
    if (row.run?.id !== run.id || row.run.status !== 'running') return
    const fault = error instanceof SearchQueryError ? `${error.message}. ${error.next}` : 'It could not be carried out.'
    if (!job.stop.signal.aborted && !(error instanceof SearchQueryError)) parts.failed(error)
    await save(
      row,
      job.stop.signal.aborted ? { ...run, status: 'cancelled' } : { ...run, status: 'failed', fault },
      job.stop.signal.aborted ? 'the run was cancelled' : 'the run failed',
    )
  }

  async function save(row: RecordsRequestRow, run: PlanRun, reason: string): Promise<void> {
    const outcome = await log.take(
      row,
      { kind: 'run', run, hold: row.hold, walledHold: row.walledHold },
      { reason, again: isUnderWay(run) },
      null,
    )
    if ('code' in outcome) throw new Error(outcome.message)
  }

  function current(id: string): RecordsRequestRow {
    return log.all().find((row) => row.id === id)!
  }

  return {
    read,
    write: (id, plan, reason, caller) =>
      log.inTurn(async () => {
        const row = log.worked(id, caller)
        if ('code' in row) return row
        try {
          readPlan(plan)
        } catch (error) {
          if (error instanceof SearchQueryError) return malformed('plan', `${error.message}.`, error.next)
          throw error
        }
        return log.take(row, { kind: 'plan' }, { reason, said: { plan } }, caller)
      }),
    begin: (id, reason, caller) => log.inTurn(() => begin(id, reason, caller)),
    cancel: (id, run, caller) =>
      log.inTurn(async () => {
        const row = log.worked(id, caller)
        if ('code' in row) return row
        if (row.run?.id !== run || row.run.status !== 'running') return conflict('run', 'That run isn’t under way.')
        const outcome = await log.take(
          row,
          { kind: 'run', run: { ...row.run, status: 'cancelled' }, hold: row.hold, walledHold: row.walledHold },
          { reason: 'cancelled' },
          caller,
        )
        jobs.get(run)?.stop.abort()
        return outcome
      }),
    share(run) {
      const job = jobs.get(run)
      if (job === undefined) return null
      const { lines, looked } = job.progress
      const within = looked === null || looked.scope === 0 ? 0 : looked.scanned / looked.scope
      return Math.min(1, (lines + within) / job.lines)
    },
    recover: () =>
      log.inTurn(async () => {
        for (const row of log.all())
          if (row.run?.status === 'running' && row.run.instance === instance && !jobs.has(row.run.id))
            await save(row, { ...row.run, status: 'interrupted' }, 'the gateway ended while it ran')
      }),
    async stop() {
      isStopped = true
      for (const { stop } of jobs.values()) stop.abort()
      await Promise.all([...jobs.values()].map(({ done }) => done))
    },
  }
}

/** A step that somebody took meanwhile doesn’t end a run, unless it is the one that ended it. */
function isUnderWay({ id }: PlanRun): (now: RecordsRequestRow) => boolean {
  return ({ run }) => run?.id === id && run.status === 'running'
}

function rangesOf(found: readonly FoundExchange[]): IndexRange[] {
  return joinRanges(found.flatMap(({ ranges }) => ranges))
}

function isOpen({ status }: RecordsRequestRow): boolean {
  return status === 'open' || status === 'paused'
}
