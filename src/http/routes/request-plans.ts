import type { FastifyInstance } from 'fastify'
import type { Contract } from '../contract.ts'
import type { PlanDesk } from '../desks/plan-desk.ts'

interface OneRun {
  readonly id: string
  readonly run: string
}

/** Clauses MS-24, MO-06: what a request's search looks for, its runs, and what they found as far as the caller may know. */
export async function requestPlanRoutes(
  app: FastifyInstance,
  { contract, plans }: { readonly contract: Contract; readonly plans: PlanDesk },
): Promise<void> {
  const idOf = (params: unknown): string => (params as { id: string }).id

  app.put('/requests/:id/plan', { schema: contract.schema('writeRequestPlan') }, async (request) => {
    const { reason, ...plan } = request.body as { reason: string }
    return plans.write(request, idOf(request.params), plan, reason)
  })

  app.get('/requests/:id/plan', { schema: contract.schema('showRequestPlan') }, (request) =>
    plans.read(request, idOf(request.params)),
  )

  app.get('/requests/:id/proposals', { schema: contract.schema('proposeRequestJoins') }, (request) =>
    plans.proposals(request, idOf(request.params)),
  )

  app.post('/requests/:id/runs', { schema: contract.schema('runRequestPlan') }, async (request, reply) => {
    const { reason } = request.body as { reason: string }
    return reply.code(202).send(await plans.begin(request, idOf(request.params), reason))
  })

  app.get('/requests/:id/runs/:run', { schema: contract.schema('showRequestRun') }, (request) => {
    const { id, run } = request.params as OneRun
    return plans.run(request, id, run)
  })

  app.delete('/requests/:id/runs/:run', { schema: contract.schema('cancelRequestRun') }, async (request, reply) => {
    const { id, run } = request.params as OneRun
    await plans.cancel(request, id, run)
    return reply.code(204).send()
  })
}
