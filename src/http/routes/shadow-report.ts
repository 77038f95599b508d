import type { FastifyInstance } from 'fastify'
import type { Principal } from '../../core/principal.ts'
import type { ShadowReport } from '../../policy-operations/shadow.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'

export interface ShadowReportParts {
  readonly contract: Contract
  readonly ledger: Ledger
  /** Null where no candidate is asked. */
  readonly report: () => ShadowReport | null
}

const READERS = ['cto', 'auditor'] as const

/** Clause MS-65: what a candidate policy would have answered, by department and purpose. Counts and record ids, no content. */
export async function shadowReportRoutes(app: FastifyInstance, parts: ShadowReportParts): Promise<void> {
  app.get('/reports/shadow', { schema: parts.contract.schema('shadowReport') }, async (request) => {
    const caller = callerOf(request)
    if (!mayRead(caller))
      throw new Refused('audience_not_granted', {
        clause: 'MS-65',
        rule: 'report-shadow',
        message: 'Your roles don’t include this report.',
        next: 'Ask the chief technology officer or an auditor.',
      })
    const report = parts.report()
    if (report === null)
      throw new Refused('route_not_governed', {
        clause: 'MS-65',
        rule: 'shadow-configured',
        message: 'No candidate policy is being compared.',
        next: 'Ask an operator to set STATEHOUSE_SHADOW_POLICIES.',
      })
    await parts.ledger.write({
      type: 'access',
      agency: caller.agency,
      actor: caller,
      meta: { action: 'report', report: 'shadow' },
    })
    return { ...report, rows: report.rows.filter(({ agency }) => agency === caller.agency || agency === 'others') }
  })
}

function mayRead(caller: Principal): boolean {
  return READERS.some((role) => caller.roles.includes(role))
}
