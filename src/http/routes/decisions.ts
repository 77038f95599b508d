import type { FastifyInstance } from 'fastify'
import type { DecisionRow } from '../../oversight/decisions/decision-row.ts'
import type { Contract } from '../contract.ts'
import type { DecisionAsked, DecisionDesk } from '../desks/decision-desk.ts'

/** Clauses MS-30, MS-31: what people decided where an AI system recommended, and what is still to be closed. */
export async function decisionRoutes(
  app: FastifyInstance,
  { contract, decisions }: { readonly contract: Contract; readonly decisions: DecisionDesk },
): Promise<void> {
  const shown = (row: DecisionRow) => ({
    exchange: row.exchange,
    unit: row.unit,
    system: row.system,
    purpose: row.purpose,
    state: row.state === 'open' ? 'pending-decision' : row.state,
    opened_at: row.openedAt,
    due: row.due,
    overdue: decisions.isOverdue(row),
    closed_at: row.closedAt,
    decider: row.decider?.name ?? null,
    followed: row.followed,
    version: row.steps.length,
  })

  app.get('/decisions', { schema: contract.schema('listDecisions') }, async (request) => {
    const { open, other } = decisions.own(request)
    return { open: open.map(shown), other: other.map(shown) }
  })

  app.get('/decisions/units', { schema: contract.schema('countDecisions') }, async (request) => ({
    units: await decisions.units(request),
  }))

  app.post('/decisions', { schema: contract.schema('openDecision') }, async (request, reply) => {
    const { exchange, reason } = request.body as { exchange: string; reason: string }
    return reply.code(201).send(shown(await decisions.open(request, exchange, reason)))
  })

  app.get('/decisions/:exchange', { schema: contract.schema('showDecision') }, async (request) => {
    const { row, bodies } = await decisions.show(request, exchangeIn(request.params))
    return {
      ...shown(row),
      steps: bodies.map(({ step, outcome, sources, reason }) => ({ step, outcome, sources, reason })),
    }
  })

  app.post('/decisions/:exchange/steps', { schema: contract.schema('stepDecision') }, async (request, reply) =>
    reply
      .code(201)
      .send(shown(await decisions.act(request, exchangeIn(request.params), request.body as DecisionAsked))),
  )
}

function exchangeIn(params: unknown): string {
  return (params as { exchange: string }).exchange
}
