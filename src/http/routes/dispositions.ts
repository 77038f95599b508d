import type { FastifyInstance } from 'fastify'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { ApprovalRow, DispositionRow } from '../../retention/disposition-row.ts'
import type { Dispositions } from '../../retention/dispositions.ts'
import type { Holds } from '../../retention/holds.ts'
import { type RetentionPlan, withoutHidden } from '../../retention/plan.ts'
import type { Contract } from '../contract.ts'
import { allowed, callerOf } from '../governance-api.ts'

export interface RetentionRouteParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly dispositions: Dispositions
  readonly holds: Holds
}

/** Clauses MO-10, MO-27..30, MO-39, MS-24: what is due, and its destruction by two who didn't propose it. */
export async function dispositionRoutes(app: FastifyInstance, parts: RetentionRouteParts): Promise<void> {
  const { contract, policy, dispositions, holds } = parts

  app.get('/dispositions/plan', { schema: contract.schema('planDispositions') }, async (request) => {
    const caller = callerOf(request)
    const plan = allowed(await dispositions.plan(caller))
    const visible = new Set(holds.list(caller).map(({ id }) => id))
    return { ...shownPlan(withoutHidden(plan, visible)), undecided: undecided(policy()) }
  })

  app.get('/dispositions', { schema: contract.schema('listDispositions') }, async (request) => {
    const rows = allowed(dispositions.list(callerOf(request)) as object) as readonly DispositionRow[]
    return { dispositions: rows.map((row) => shown(row)), undecided: undecided(policy()) }
  })

  app.post('/dispositions', { schema: contract.schema('proposeDisposition') }, async (request, reply) => {
    const asked = request.body as { rule: string; reason: string }
    return reply.code(201).send(shown(allowed(await dispositions.propose(asked, callerOf(request)))))
  })

  app.get('/dispositions/:id', { schema: contract.schema('showDisposition') }, async (request) => {
    const { id } = request.params as { id: string }
    const { row, approvals } = allowed(dispositions.find(id, callerOf(request)))
    return shown(row, approvals)
  })

  app.post('/dispositions/:id/approvals', { schema: contract.schema('approveDisposition') }, async (request, reply) => {
    const { id } = request.params as { id: string }
    const { set_sha256 } = request.body as { set_sha256: string }
    const { approvals } = allowed(await dispositions.approve(id, set_sha256, callerOf(request)))
    return reply.code(201).send({ approvals: approvals.map(shownApproval) })
  })

  app.post('/dispositions/:id/run', { schema: contract.schema('runDisposition') }, async (request) => {
    const { id } = request.params as { id: string }
    return shown(allowed(await dispositions.run(id, callerOf(request))))
  })
}

/** Series that wait for a records officer: asked for until it is done. */
function undecided(policy: PolicySet): { series: string; what: string }[] {
  return Object.values(policy.retention.series).flatMap((series) =>
    series?.undecided === undefined ? [] : [{ series: series.id, what: series.undecided }],
  )
}

function shownPlan({ cutoff, due, excluded, notDue }: RetentionPlan) {
  return {
    cutoff,
    due: due.map(({ rule, exchanges, members, setSha256 }) => ({
      rule: rule.rule,
      series: rule.series,
      retain: rule.retain,
      from: rule.from,
      citation: rule.citation,
      schedule: rule.schedule,
      exchanges,
      entries: members.length,
      set_sha256: setSha256,
    })),
    excluded,
    not_due: notDue,
  }
}

function shown(row: DispositionRow, approvals?: readonly ApprovalRow[]) {
  return {
    id: row.id,
    status: row.status,
    rule: row.rule,
    citation: row.citation,
    schedule: row.schedule,
    cutoff: row.cutoff,
    exchanges: row.exchanges,
    entries: row.entries,
    set_sha256: row.setSha256,
    targets: row.targets.map(([first, last]) => ({ first, last })),
    proposed_by: row.proposedBy,
    proposed_at: row.proposedAt,
    reason: row.reason,
    kept: row.kept.reduce((total, [first, last]) => total + last - first + 1, 0),
    finished_at: row.finishedAt,
    ...(approvals === undefined ? {} : { approvals: approvals.map(shownApproval) }),
  }
}

function shownApproval({ by, role, at }: ApprovalRow) {
  return { by, role, at }
}
