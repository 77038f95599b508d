import type { FastifyInstance } from 'fastify'
import type { RiskRow } from '../../oversight/risks/risk-row.ts'
import type { Contract } from '../contract.ts'
import type { RiskDesk } from '../desks/risk-desk.ts'

/** Clause MS-62: the register of emerging risks. */
export async function riskRoutes(
  app: FastifyInstance,
  { contract, risks }: { readonly contract: Contract; readonly risks: RiskDesk },
): Promise<void> {
  app.get('/risks', { schema: contract.schema('listRisks') }, async (request) => ({
    risks: (await risks.list(request)).map(({ row, title, isOverdue }) => ({
      ...shown(row),
      title,
      overdue: isOverdue,
    })),
  }))

  app.post('/risks', { schema: contract.schema('openRisk') }, async (request, reply) => {
    const { once, title, reason, system, source, reference, level, owner, next_look } = request.body as {
      once: string
      title: string
      reason: string
      system?: string | null
      source: RiskRow['source']
      reference?: string | null
      level: RiskRow['level']
      owner: string
      next_look?: string
    }
    const asked = { once, title, reason, source, level, owner, nextLook: next_look ?? null }
    const row = await risks.open(request, { ...asked, system: system ?? null, reference: reference ?? null })
    return reply.code(201).send(shown(row))
  })

  app.get('/risks/:number', { schema: contract.schema('showRisk') }, async (request) => {
    const { row, title, isOverdue, bodies } = await risks.show(request, numberIn(request.params))
    const steps = bodies.map(({ step, reason }) => ({ step, reason }))
    return { ...shown(row), title, overdue: isOverdue, steps }
  })

  app.post('/risks/:number/steps', { schema: contract.schema('stepRisk') }, async (request, reply) => {
    const { next_look, ...asked } = request.body as Parameters<RiskDesk['act']>[2] & { next_look?: string }
    const row = await risks.act(request, numberIn(request.params), { ...asked, nextLook: next_look ?? null })
    return reply.code(201).send(shown(row))
  })
}

function shown({ number, system, source, reference, level, owner, nextLook, state, finding, steps }: RiskRow) {
  const about = { number, system, source, reference, level, owner }
  return { ...about, next_look: nextLook, state, finding, version: steps.length }
}

function numberIn(params: unknown): string {
  return (params as { number: string }).number
}
