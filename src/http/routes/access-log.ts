import type { FastifyInstance } from 'fastify'
import type { Contract } from '../contract.ts'
import type { AccessLogAsked, AccessLogDesk } from '../desks/access-log-desk.ts'

/** Clauses MS-07, MS-23: who looked at what, when and why. */
export async function accessLogRoutes(
  app: FastifyInstance,
  { contract, accessLog }: { readonly contract: Contract; readonly accessLog: AccessLogDesk },
): Promise<void> {
  app.get('/access-log', { schema: contract.schema('listLooks') }, (request) => {
    const { limit = 50, ...asked } = request.query as Partial<AccessLogAsked>
    return accessLog.list(request, { limit, ...asked })
  })
}
