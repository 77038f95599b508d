import type { FastifyInstance } from 'fastify'
import { indexesOf } from '../../core/destruction.ts'
import type { Clock } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { searchReach } from '../../policy/record-access.ts'
import type { Ledger } from '../../records/ledger.ts'
import { recentlyClosed } from '../../records/recently-closed.ts'
import { SearchQueryError } from '../../records/search/query-error.ts'
import type { Codings } from '../../requests/codings.ts'
import { planSchema } from '../../requests/plan.ts'
import type { PlanRuns } from '../../requests/plan-runs.ts'
import { proposeJoins, seenOf } from '../../requests/proposals.ts'
import { sightOf } from '../../requests/request-authority.ts'
import type { RequestLog } from '../../requests/request-log.ts'
import type { RecordsRequestRow } from '../../requests/request-row.ts'
import { scopeItems } from '../../requests/scope-row.ts'
import { DISPOSITION, type DispositionRow } from '../../retention/disposition-row.ts'
import type { Contract } from '../contract.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

export interface RequestPlanParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly clock: Clock
  readonly look: RecordLook
  readonly log: RequestLog
  readonly runs: PlanRuns
  readonly codings: Codings
}

/** Clauses MS-24, MO-06: what a request's search looks for, its runs, and what they found as far as the caller may know. */
export async function requestPlanRoutes(app: FastifyInstance, parts: RequestPlanParts): Promise<void> {
  const { contract, policy, store, ledger, clock, look, log, runs, codings } = parts

  app.put('/requests/:id/plan', { schema: contract.schema('writeRequestPlan') }, async (request) => {
    const { id } = request.params as { id: string }
    const { reason, ...body } = request.body as { reason: string }
    allowed(log.worked(id, callerOf(request)))
    const plan = planSchema.safeParse(body)
    if (!plan.success) throw notAPlan(plan.error.issues[0])
    allowed(await runs.write(id, plan.data, reason, callerOf(request)))
    return plan.data
  })

  app.get('/requests/:id/plan', { schema: contract.schema('showRequestPlan') }, async (request) => {
    const { id } = request.params as { id: string }
    const row = allowed(log.known(id, callerOf(request)))
    await look(request, { action: 'show-request-plan', request: id })
    const plan = await runs.read(row)
    if (plan === null) throw noPlan()
    return plan
  })

  app.get('/requests/:id/proposals', { schema: contract.schema('proposeRequestJoins') }, async (request) => {
    const caller = callerOf(request)
    const { id } = request.params as { id: string }
    const row = allowed(log.worked(id, caller))
    await look(request, { action: 'propose-request-joins', request: id })
    const plan = await runs.read(row)
    if (plan === null) throw noPlan()
    const except = await recentlyClosed(store, ledger.state, clock.now(), searchReach(policy(), caller)?.without)
    try {
      const seen = await seenOf(plan, store, { policy: policy(), caller, except })
      return { proposals: proposeJoins(plan, ledger.state, row.agency), seen }
    } catch (error) {
      if (error instanceof SearchQueryError)
        throw new Refused('malformed_body', { clause: 'MO-06', rule: 'plan', message: error.message, next: error.next })
      throw error
    }
  })

  app.post('/requests/:id/runs', { schema: contract.schema('runRequestPlan') }, async (request, reply) => {
    const { id } = request.params as { id: string }
    const { reason } = request.body as { reason: string }
    const caller = callerOf(request)
    const row = allowed(await runs.begin(id, reason, caller))
    return reply.code(202).send(shownRun(row, caller))
  })

  app.get('/requests/:id/runs/:run', { schema: contract.schema('showRequestRun') }, async (request) => {
    const caller = callerOf(request)
    const { id, run } = request.params as { id: string; run: string }
    const row = allowed(log.known(id, caller))
    if (row.run?.id !== run) throw noRun()
    // How far it is says nothing of any record: who waits for the end doesn’t fill the log with looks.
    if (row.run.status !== 'done') return shownRun(row, caller)
    await look(request, { action: 'show-request-run', request: id, run })
    const plan = await runs.read(row.run)
    return { ...shownRun(row, caller), result: resultOf(row, plan?.lines ?? [], caller) }
  })

  app.delete('/requests/:id/runs/:run', { schema: contract.schema('cancelRequestRun') }, async (request, reply) => {
    const { id, run } = request.params as { id: string; run: string }
    allowed(await runs.cancel(id, run, callerOf(request)))
    return reply.code(204).send()
  })

  /** Counts are of what the caller may know of; how much was looked through is a share, since its size would tell more. */
  function shownRun({ run }: RecordsRequestRow, caller: Principal) {
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

  function resultOf(row: RecordsRequestRow, lines: readonly { readonly id: string }[], caller: Principal) {
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

function notAPlan(issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined): Refused {
  return new Refused('malformed_body', {
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
