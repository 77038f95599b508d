import type { FastifyInstance } from 'fastify'
import { assess } from '../../conformance/assess.ts'
import { ownClauses } from '../../conformance/clause-register.ts'
import { readEvidence } from '../../conformance/evidence.ts'
import { rmfEvidence } from '../../conformance/rmf.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Contract } from '../contract.ts'

/** Clause MS-65: which clauses are kept, for everybody on staff to see: from tests that ran and the policy in force. */
export async function conformanceRoutes(
  app: FastifyInstance,
  { contract, policy }: { readonly contract: Contract; readonly policy: () => PolicySet },
): Promise<void> {
  const evidence = readEvidence()
  app.get('/reports/conformance', { schema: contract.schema('reportConformance') }, async () => ({
    policy: policy().version,
    clauses: assess(ownClauses(), evidence, policy()),
  }))
  app.get('/reports/rmf', { schema: contract.schema('reportRmf') }, async () => ({
    policy: policy().version,
    subcategories: rmfEvidence(assess(ownClauses(), evidence, policy()), policy()),
  }))
}
