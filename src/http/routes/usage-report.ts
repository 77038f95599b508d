import type { FastifyInstance } from 'fastify'
import { countedReach } from '../../policy/record-access.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { type SearchParts, searchWithin, whileConnected } from '../record-search.ts'

const COUNTED = ['system', 'purpose', 'class', 'decision']

/** An exchange begins with one of these: it was recorded to be forwarded, or refused before. */
const EXCHANGES = '(type:prompt OR type:blocked)'

export interface UsageReportParts extends SearchParts {
  readonly contract: Contract
  readonly look: RecordLook
}

/** Clauses MS-10, MO-03, MO-19: the leader of a unit sees counts of it, and no content. */
export async function usageReportRoutes(app: FastifyInstance, parts: UsageReportParts): Promise<void> {
  app.get('/reports/usage', { schema: parts.contract.schema('reportUsage') }, async (request, reply) => {
    const caller = callerOf(request)
    const reach = countedReach(parts.policy(), caller)
    if (reach === null) throw notYours()
    const { from, to } = request.query as { from: string; to: string }
    await parts.look(request, { action: 'report', report: 'usage', unit: caller.unit, from, to })
    const query = `${EXCHANGES} after:"${from}" before:"${to}"`
    const page = await searchWithin(parts, reach)({ query, limit: 1, countBy: COUNTED }, whileConnected(reply))
    return { unit: caller.unit, from, to, exchanges: page.total ?? 0, counts: page.counts, lag: page.lag }
  })
}

function notYours(): Refused {
  return new Refused('audience_not_granted', {
    clause: 'MO-03',
    rule: 'access.yaml',
    message: 'Your roles don’t include counts of your unit.',
    next: 'Ask the leader of your unit.',
  })
}
