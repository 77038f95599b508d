import type { FastifyInstance } from 'fastify'
import type { BiasReports } from '../../oversight/bias/bias-reports.ts'
import type { Contract } from '../contract.ts'
import { allowed, callerOf } from '../governance-api.ts'

/** Clause MS-46: what probes found. A run is sent as the records of its answers, which are read from the log. */
export async function biasReportRoutes(
  app: FastifyInstance,
  { contract, bias }: { readonly contract: Contract; readonly bias: BiasReports },
): Promise<void> {
  app.get('/reports/bias', { schema: contract.schema('listBiasReports') }, async (request) => ({
    reports: allowed(bias.list(callerOf(request))),
  }))

  app.post('/reports/bias', { schema: contract.schema('reportBias') }, async (request, reply) => {
    const run = request.body as Parameters<BiasReports['report']>[1]
    return reply.code(201).send(allowed(await bias.report(callerOf(request), run)))
  })
}
