import type { FastifyInstance } from 'fastify'
import type { IncidentCase, IncidentTask } from '../../incidents/incident-row.ts'
import { isHeldBy } from '../../incidents/task-steps.ts'
import { incidentTransitionSchema } from '../../incidents/transitions.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Contract } from '../contract.ts'
import type { IncidentDesk, IncidentFilter, OpenedIncident, SeenIncident } from '../desks/incident-desk.ts'
import { Refused } from '../governance-api.ts'

export interface IncidentRouteParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly incidents: IncidentDesk
}

interface AskedReport {
  readonly type: string
  readonly text: string
  readonly record?: string
  readonly supervisor_involved?: boolean
  readonly exposure?: boolean
  readonly anonymous?: boolean
  readonly discovered_at?: string
  readonly concerns?: string
  readonly once: string
}

/** Clauses MS-14, MS-51, MO-48: reports, what is done about them, and what the gateway noticed by itself. */
export async function incidentRoutes(app: FastifyInstance, { contract, incidents }: IncidentRouteParts): Promise<void> {
  app.get('/incidents', { schema: contract.schema('listIncidents') }, async (request) => {
    const { closed, ...filter } = request.query as Omit<IncidentFilter, 'closed'> & { closed?: string }
    const found = await incidents.list(request, { ...filter, of: filter.of ?? 'all', closed: closed === 'true' })
    return { incidents: found.map(shownIncident) }
  })

  app.post('/incidents', { schema: contract.schema('reportIncident') }, async (request, reply) => {
    const { record, supervisor_involved, exposure, anonymous, discovered_at, ...asked } = request.body as AskedReport
    const row = await incidents.report(request, {
      ...asked,
      about: record === undefined ? null : { exchange: record, conversation: null },
      supervisorInvolved: supervisor_involved ?? false,
      isExposure: exposure ?? false,
      isAnonymous: anonymous ?? false,
      discoveredAt: discovered_at,
    })
    return reply.code(201).send(ownReport(row))
  })

  app.get('/incidents/:number', { schema: contract.schema('showIncident') }, async (request) =>
    shownOpened(await incidents.show(request, numberIn(request.params))),
  )

  app.post('/incidents/:number/transitions', { schema: contract.schema('moveIncident') }, async (request, reply) => {
    const number = numberIn(request.params)
    // Who may not know of it isn't told how to ask.
    incidents.mustKnow(request, number)
    const asked = incidentTransitionSchema.safeParse(request.body)
    if (!asked.success) {
      const [issue] = asked.error.issues
      throw new Refused('malformed_body', {
        clause: 'MS-51',
        rule: 'transition',
        message: `${issue?.path.join('.') || 'The transition'}: ${issue?.message ?? 'is not one'}.`,
        next: 'See openapi.yaml for what each transition needs.',
      })
    }
    return reply.code(201).send(shownIncident(await incidents.act(request, number, asked.data)))
  })

  app.post('/incidents/:number/evidence-release', { schema: contract.schema('releaseEvidence') }, async (request) => {
    const { reason } = request.body as { reason: string }
    return shownIncident(await incidents.releaseEvidence(request, numberIn(request.params), reason))
  })

  app.get('/incidents/:number/export', { schema: contract.schema('exportIncident') }, async (request) => {
    const { row, steps, finding, proofs } = await incidents.export(request, numberIn(request.params))
    return { incident: row, finding, steps, proofs }
  })
}

function numberIn(params: unknown): string {
  return (params as { number: string }).number
}

/** What a reporter is told of their own. */
function ownReport({ number, type, state, severity, channels, receivedAt, dueAt, hold }: IncidentCase) {
  return {
    number,
    type,
    state,
    severity,
    hears: channels,
    received_at: receivedAt,
    respond_by: dueAt,
    evidence_frozen: hold !== null,
  }
}

export function shownIncident(seen: SeenIncident) {
  const { row, sight, late, finding, kept } = seen
  if (sight === 'reporter')
    return {
      ...ownReport(row),
      asked: row.asked,
      version: row.steps.length,
      tasks: shownTasks(seen, (task) => isHeldBy(task, row.reporter ?? '')),
    }
  return {
    ...ownReport(row),
    agency: row.agency,
    source: row.source,
    reporter: row.reporter,
    reporter_hidden: row.reporterHidden === true,
    unit: row.unit,
    supervisor_involved: row.supervisorInvolved,
    subjects: row.subjects,
    record: row.about?.exchange ?? null,
    evidence: row.evidence,
    hold: row.hold,
    evidence_state: kept,
    work_time: row.workTime === undefined ? null : { hint: 'unverified', ...workTimeShown(row.workTime) },
    discovered_at: row.discoveredAt,
    responded_at: row.respondedAt,
    late_seconds: late === null ? null : Math.floor(late / 1000),
    owner: row.owner,
    asked: row.asked,
    requires: row.requires,
    known: row.filled,
    next: row.flow[row.state] ?? [],
    tasks: shownTasks(seen),
    suspensions: row.suspensions,
    merged_into: row.mergedInto,
    closed_at: row.closedAt,
    version: row.steps.length,
    found:
      finding === null
        ? null
        : { about: finding.about, first: finding.first, last: finding.last, count: finding.count },
  }
}

function shownTasks({ row, overdue }: SeenIncident, isShown: (task: IncidentTask) => boolean = () => true) {
  return row.tasks.filter(isShown).map(({ id, due, doneAt, of = null, to = null, cancelled = false }) => ({
    id,
    kind: of,
    with: to,
    due,
    state: cancelled ? 'cancelled' : doneAt === null ? 'open' : 'done',
    overdue: overdue.includes(id),
    done_at: doneAt,
  }))
}

function workTimeShown({ at, day, isWithin, timezone, hours }: NonNullable<IncidentCase['workTime']>) {
  return { at, day, within_hours: isWithin, timezone, hours }
}

function shownOpened(opened: OpenedIncident) {
  return {
    ...shownIncident(opened),
    shown_evidence: opened.evidence.map(({ isWithheld, ...one }) => ({ ...one, withheld: isWithheld })),
    steps: opened.steps.map(({ index, step, by, reason, said }) => ({
      index,
      at: step.at,
      kind: step.change.kind,
      by,
      reason,
      said,
    })),
  }
}
