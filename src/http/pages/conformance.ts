import type { FastifyInstance } from 'fastify'
import { assess } from '../../conformance/assess.ts'
import { ownClauses } from '../../conformance/clause-register.ts'
import { readEvidence } from '../../conformance/evidence.ts'
import type { Site } from './site.ts'

/** Clause MS-65: every clause of both policies and how far it is kept: from tests that ran and the policy in force. */
export function conformancePages(app: FastifyInstance, site: Site): void {
  const evidence = readEvidence()
  site.personPage(app, 'GET', '/conformance', async (visit) => {
    const all = assess(ownClauses(), evidence, site.policy())
    const status = visit.query['status'] ?? ''
    const counts = [...Map.groupBy(all, (clause) => clause.status)].map(([name, { length }]) => ({
      status: name,
      count: length,
    }))
    const clauses = all.filter((clause) => status === '' || clause.status === status)
    return visit.show('conformance', { policy: site.policy().version, counts, clauses, status })
  })
}
