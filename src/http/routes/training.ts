import type { FastifyInstance } from 'fastify'
import type { Completion, Training } from '../../oversight/training/training.ts'
import type { Contract } from '../contract.ts'
import { allowed, callerOf } from '../governance-api.ts'

/** Clause MS-63: one’s own courses; completions from the agency’s register of courses; how ready units are. */
export async function trainingRoutes(
  app: FastifyInstance,
  { contract, training }: { readonly contract: Contract; readonly training: Training },
): Promise<void> {
  app.get('/training', { schema: contract.schema('ownTraining') }, async (request) => ({
    completed: Object.entries(callerOf(request).training).map(([course, on]) => ({ course, on })),
    primer: training.primer()?.course ?? null,
  }))

  app.post('/training/completions', { schema: contract.schema('recordTraining') }, async (request) => {
    const { completions } = request.body as { completions: Completion[] }
    return allowed(await training.record(callerOf(request), completions))
  })

  app.get('/reports/readiness', { schema: contract.schema('reportReadiness') }, async (request) => ({
    units: allowed(await training.readiness(callerOf(request))),
  }))
}
