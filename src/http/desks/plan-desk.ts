import { indexesOf } from '../../core/destruction.ts'
import type { Clock } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { maySearchOriginals, searchReach } from '../../policy/record-access.ts'
import type { Ledger } from '../../records/ledger.ts'
import { recentlyClosed } from '../../records/recently-closed.ts'
import { SearchQueryError } from '../../records/search/query-error.ts'
import type { Codings } from '../../requests/codings.ts'
import { planSchema, readPlan, type SearchPlan } from '../../requests/plan.ts'
import type { PlanRuns } from '../../requests/plan-runs.ts'
import { type JoinProposal, proposeJoins, type SeenOf, seenOf } from '../../requests/proposals.ts'
import { sightOf } from '../../requests/request-authority.ts'
import type { RequestLog } from '../../requests/request-log.ts'
import type { PlanRun, RecordsRequestRow } from '../../requests/request-row.ts'
import { scopeItems } from '../../requests/scope-row.ts'
import { DISPOSITION, type DispositionRow } from '../../retention/disposition-row.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { mendingQueries, searchFor } from '../record-search.ts'

export interface PlanDeskParts {
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly clock: Clock
  readonly look: RecordLook
  readonly log: RequestLog
  readonly runs: PlanRuns
  readonly codings: Codings
}

/** How far a run is; what it found only behind its end. */
export interface ShownRun {
  readonly id: string
  readonly status: PlanRun['status']
  readonly frozen_at: number
  readonly started_at: string
  readonly percent: number
  readonly fault: string | null
  readonly mine: boolean
}

export interface RunResult {
  readonly records: number
  readonly lines: readonly { readonly id: string; readonly records: number }[]
  readonly not_looked_at: {
    readonly unreadable: readonly string[]
    readonly gone: number
    readonly destroyed_with_authority: number
  }
  readonly after: string
}

/** Entries that a line will open, as far as its asker may search. */
export interface LineSize {
  readonly id: string
  readonly entries: number
  /** Of these, by the index, that hold the line’s words where redaction took none of them; null: the index isn’t asked. */
  readonly indexed: number | null
}

export interface PlanDesk {
  write(asking: Asking, id: string, plan: unknown, reason: string): Promise<SearchPlan>
  /** Throws where there is none yet. */
  read(asking: Asking, id: string): Promise<SearchPlan>
  proposals(
    asking: Asking,
    id: string,
  ): Promise<{ readonly proposals: readonly JoinProposal[]; readonly seen: readonly SeenOf[] }>
  /** How much a plan would look through now; nothing is written but that it was asked. */
  size(asking: Asking, id: string, plan: unknown): Promise<readonly LineSize[]>
  begin(asking: Asking, id: string, reason: string): Promise<ShownRun>
  run(asking: Asking, id: string, run: string): Promise<ShownRun & { readonly result?: RunResult }>
  cancel(asking: Asking, id: string, run: string): Promise<void>
  mayRun(caller: Principal): boolean
}

/** Clauses MS-24, MO-06: what a request's search looks for, its runs, and what they found as far as the caller may know. */
export function createPlanDesk(parts: PlanDeskParts): PlanDesk {
  const { policy, store, ledger, clock, look, log, runs, codings } = parts

  async function planOf(of: Parameters<PlanRuns['read']>[0]): Promise<SearchPlan> {
    const plan = await runs.read(of)
    if (plan === null) throw noPlan()
    return plan
  }

  return {
    async write(asking, id, body, reason) {
      allowed(log.worked(id, callerOf(asking)))
      const plan = readBody(body)
      allowed(await runs.write(id, plan, reason, callerOf(asking)))
      return plan
    },

    async read(asking, id) {
      const row = allowed(log.known(id, callerOf(asking)))
      await look(asking, { action: 'show-request-plan', request: id })
      return planOf(row)
    },

    async proposals(asking, id) {
      const caller = callerOf(asking)
      const row = allowed(log.worked(id, caller))
      await look(asking, { action: 'propose-request-joins', request: id })
      const plan = await planOf(row)
      const except = await recentlyClosed(store, ledger.state, clock.now(), searchReach(policy(), caller)?.without)
      try {
        const seen = await seenOf(plan, store, { policy: policy(), caller, except })
        return { proposals: proposeJoins(plan, ledger.state, row.agency), seen }
      } catch (error) {
        if (error instanceof SearchQueryError)
          throw new Refused('malformed_body', {
            clause: 'MO-06',
            rule: 'plan',
            message: error.message,
            next: error.next,
          })
        throw error
      }
    },

    async size(asking, id, body) {
      const caller = callerOf(asking)
      allowed(log.worked(id, caller))
      const lines = mendingQueries(() => readPlan(readBody(body)))
      const search = searchFor(parts, caller)
      await look(asking, { action: 'size-request-plan', request: id })
      const sizes: LineSize[] = []
      for (const { id: line, scope, indexed } of lines) {
        const entries = (await search({ query: scope, limit: 1 })).total ?? 0
        const hits = indexed === null ? null : ((await search({ query: `${scope} ${indexed}`, limit: 1 })).total ?? 0)
        sizes.push({ id: line, entries, indexed: hits })
      }
      return sizes
    },

    async begin(asking, id, reason) {
      const caller = callerOf(asking)
      return shownRun(allowed(await runs.begin(id, reason, caller)), caller)
    },

    async run(asking, id, run) {
      const caller = callerOf(asking)
      const row = allowed(log.known(id, caller))
      if (row.run?.id !== run) throw noRun()
      // How far it is says nothing of any record: who waits for the end doesn’t fill the log with looks.
      if (row.run.status !== 'done') return shownRun(row, caller)
      await look(asking, { action: 'show-request-run', request: id, run })
      const plan = await runs.read(row.run)
      return { ...shownRun(row, caller), result: resultOf(row, plan?.lines ?? [], caller) }
    },

    async cancel(asking, id, run) {
      allowed(await runs.cancel(id, run, callerOf(asking)))
    },

    mayRun: (caller) => maySearchOriginals(policy(), caller),
  }

  /** Counts are of what the caller may know of; how much was looked through is a share, since its size would tell more. */
  function shownRun({ run }: RecordsRequestRow, caller: Principal): ShownRun {
    const { id, status, frozenAt, startedAt, fault } = run!
    const share = status === 'done' ? 1 : (runs.share(id) ?? 0)
    return {
      id,
      status,
      frozen_at: frozenAt,
      started_at: startedAt,
      percent: Math.floor(share * 100),
      fault,
      mine: run!.by === caller.key,
    }
  }

  function resultOf(row: RecordsRequestRow, lines: readonly { readonly id: string }[], caller: Principal): RunResult {
    const items = codings.items(row, caller)
    const unread = scopeItems(ledger.state, row.foundBy, sightOf(policy(), caller), true)
    return {
      records: items.length,
      lines: lines.map(({ id }, at) => ({
        id,
        records: items.filter((item) => (item.lines & (1 << at)) !== 0).length,
      })),
      not_looked_at: {
        // What no search reads: somebody looks at each.
        unreadable: unread.map(({ exchange }) => exchange),
        gone: row.run?.gone ?? 0,
        destroyed_with_authority: destroyedBefore(row),
      },
      after: `Nothing recorded from entry ${row.frozenAt} on is in the scope of this request.`,
    }
  }

  /** Entries of the agency that dispositions had destroyed: whether some would have answered, nobody can say any more. */
  function destroyedBefore({ agency, frozenAt }: RecordsRequestRow): number {
    const done = ([...ledger.state.all(DISPOSITION).values()] as DispositionRow[]).filter(
      (one) => one.status === 'done' && one.agency === agency,
    )
    let count = 0
    for (const { targets, kept } of done) {
      const stayed = new Set(indexesOf(kept))
      for (const index of indexesOf(targets)) if (index < (frozenAt ?? 0) && !stayed.has(index)) count++
    }
    return count
  }
}

function readBody(body: unknown): SearchPlan {
  const plan = planSchema.safeParse(body)
  if (plan.success) return plan.data
  const [issue] = plan.error.issues
  throw new Refused('malformed_body', {
    clause: 'MO-06',
    rule: 'plan',
    message: `${issue?.path.join('.') || 'The plan'}: ${issue?.message ?? 'is none'}.`,
    next: 'See docs/records.md for what a plan holds.',
  })
}

function noPlan(): Refused {
  return new Refused('route_not_governed', {
    rule: 'plan',
    message: 'The request has no search plan yet.',
    next: 'Write one.',
  })
}

function noRun(): Refused {
  return new Refused('route_not_governed', {
    rule: 'run',
    message: 'The request has no such run.',
    next: 'Look at the request.',
  })
}
