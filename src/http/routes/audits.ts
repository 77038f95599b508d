import type { FastifyInstance } from 'fastify'
import type { AuditRow } from '../../oversight/audits/audit-row.ts'
import type { AuditAsked } from '../../oversight/audits/audits.ts'
import type { Contract } from '../contract.ts'
import type { AuditDesk } from '../desks/audit-desk.ts'

/** Clauses MS-55, MO-47: audits of systems: what is due, what was found, what became of it. */
export async function auditRoutes(
  app: FastifyInstance,
  { contract, audits }: { readonly contract: Contract; readonly audits: AuditDesk },
): Promise<void> {
  app.get('/audits', { schema: contract.schema('listAudits') }, async (request) => {
    const { due, audits: rows } = await audits.list(request)
    return {
      due:
        due?.map((one) => ({
          system: one.system,
          every_months: one.everyMonths,
          last: one.last,
          due: one.due,
          overdue: one.isOverdue,
          closes_at: new Date(one.closesAt).toISOString(),
          audit: one.open,
        })) ?? null,
      audits: rows.map(shown),
    }
  })

  app.post('/audits', { schema: contract.schema('startAudit') }, async (request, reply) => {
    const { system, owner = null, reason } = request.body as { system: string; owner?: string; reason: string }
    return reply.code(201).send(shown(await audits.start(request, { system, owner, reason })))
  })

  app.get('/audits/:number', { schema: contract.schema('showAudit') }, async (request) => {
    const { row, bodies } = await audits.show(request, numberIn(request.params))
    return { ...shown(row), steps: bodies.map(({ step, reason }) => ({ step, reason })) }
  })

  app.post('/audits/:number/steps', { schema: contract.schema('stepAudit') }, async (request, reply) =>
    reply.code(201).send(shown(await audits.act(request, numberIn(request.params), request.body as AuditAsked))),
  )

  app.get('/audits/:number/report', { schema: contract.schema('exportAudit') }, async (request) =>
    audits.report(request, numberIn(request.params)),
  )
}

function shown(row: AuditRow) {
  return {
    number: row.number,
    system: row.system,
    auditor: row.auditor,
    owner: row.owner,
    state: row.state,
    started_at: row.startedAt,
    due: row.due,
    period: row.period,
    scope: row.scope,
    findings: row.findings,
    conclusion: row.conclusion,
    closed_at: row.closedAt,
    next: row.next === null ? null : { due: row.next.due, in_force: row.next.isInForce },
    version: row.steps.length,
  }
}

function numberIn(params: unknown): string {
  return (params as { number: string }).number
}
