import type { FastifyInstance } from 'fastify'
import type { RecordReader } from '../../core/ports.ts'
import { entityRule, leavesText } from '../../policy/entity-rule.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { exposureOf } from '../../records/exposure.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'

const MAY_ASK = ['security-officer', 'privacy-officer', 'records-officer', 'auditor']

export interface ReportParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
}

/** Clauses MS-51, MO-48: what an incident reached. The asking is recorded before anything is shown. */
export async function reportRoutes(
  app: FastifyInstance,
  { contract, policy, store, ledger }: ReportParts,
): Promise<void> {
  app.get('/reports/exposure', { schema: contract.schema('reportExposure') }, async (request) => {
    const caller = callerOf(request)
    if (!caller.roles.some((role) => MAY_ASK.includes(role))) {
      throw new Refused('audience_not_granted', {
        clause: 'MS-10',
        rule: 'may-report',
        message: 'Your roles don’t include reports about exposure.',
        next: 'Ask the security officer or the privacy officer.',
      })
    }
    const asked = request.query as { from: string; to: string; system?: string; vendor?: string }
    await ledger.write({
      type: 'access',
      agency: caller.agency,
      actor: caller,
      meta: { action: 'report', report: 'exposure', ...asked },
    })
    const inForce = policy()
    const vendors = new Map(inForce.systems.map(({ id, vendor }) => [id, vendor.name]))
    const exposure = await exposureOf(store, {
      from: Date.parse(asked.from),
      to: Date.parse(asked.to),
      agency: caller.agency,
      counts: (system) =>
        (asked.system === undefined || system === asked.system) &&
        (asked.vendor === undefined || vendors.get(system) === asked.vendor),
      defaultClass: inForce.classes.default,
      leaves: (entity) => leavesText(entityRule(inForce, entity, null)),
    })
    return { ...asked, ...exposure, policy: inForce.version }
  })
}
