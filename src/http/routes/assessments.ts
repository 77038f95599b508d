import type { FastifyInstance } from 'fastify'
import { textFrom } from '../../oversight/assessments/assessment-text.ts'
import type { AssessmentAsked, AssessmentOpened } from '../../oversight/assessments/assessments.ts'
import type { Contract } from '../contract.ts'
import type { AssessmentDesk, ListedAssessment } from '../desks/assessment-desk.ts'

type SentText = Parameters<typeof textFrom>[0]

/** Clauses MS-45, MS-49: assessments of systems. */
export async function assessmentRoutes(
  app: FastifyInstance,
  { contract, assessments }: { readonly contract: Contract; readonly assessments: AssessmentDesk },
): Promise<void> {
  app.get('/assessments', { schema: contract.schema('listAssessments') }, async (request) => {
    const { system = null } = request.query as { system?: string }
    const { assessments: rows, catalog } = await assessments.list(request, system)
    return {
      assessments: rows.map(shown),
      catalog: catalog.map(({ isOverdue, name: _name, ...one }) => ({ ...one, overdue: isOverdue })),
    }
  })

  app.post('/assessments', { schema: contract.schema('openAssessment') }, async (request, reply) => {
    const { text, ...asked } = request.body as Omit<AssessmentOpened, 'text'> & { readonly text?: SentText }
    return reply.code(201).send(shown(await assessments.open(request, { ...asked, text: textFrom(text ?? {}) })))
  })

  app.get('/assessments/:number', { schema: contract.schema('showAssessment') }, async (request) => {
    const one = await assessments.show(request, numberIn(request.params), requestIn(request.query))
    const { text, differences, seat, mayWrite, bodies } = one
    return {
      ...{ ...shown(one), text, differences, your_seat: seat, may_write: mayWrite },
      steps: bodies.map(({ step, reason }) => ({ step, reason })),
    }
  })

  app.post('/assessments/:number/steps', { schema: contract.schema('stepAssessment') }, async (request, reply) => {
    const { text, ...asked } = request.body as Omit<AssessmentAsked, 'text'> & { readonly text?: SentText }
    const order = { ...asked, text: text === undefined ? null : textFrom(text) }
    return reply.code(201).send(shown(await assessments.act(request, numberIn(request.params), order)))
  })

  app.get('/assessments/:number/report', { schema: contract.schema('exportAssessment') }, async (request) =>
    assessments.report(request, numberIn(request.params), requestIn(request.query)),
  )
}

function shown({ row, isDue, reference }: ListedAssessment) {
  const { number, system, kind, state, facts, accepted, supersededBy, steps } = row
  const { on, due, vulnerability, domains, digest } = facts
  return {
    ...{ number, system, kind, state, on, due, vulnerability, levels: domains, digest, reference },
    ...{ accepted_as: accepted?.seat ?? null, superseded_by: supersededBy, overdue: isDue, version: steps.length },
  }
}

function numberIn(params: unknown): string {
  return (params as { number: string }).number
}

function requestIn(query: unknown): string | null {
  return (query as { request?: string }).request ?? null
}
