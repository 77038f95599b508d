import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { acceptableUseProblems } from './acceptable-use.ts'
import { applicationProblems } from './applications.ts'
import { approvalProblems } from './approvals.ts'
import { approverProblems } from './approvers.ts'
import { expiryWarnings } from './business-mornings.ts'
import { catalogProblems } from './catalog.ts'
import { clientProblems } from './clients.ts'
import { datasetProblems } from './datasets.ts'
import { exceptionProblems } from './exceptions.ts'
import { grantProblems } from './grants.ts'
import { highRiskProblems } from './high-risk.ts'
import { identityProblems } from './identity.ts'
import { incidentProblems } from './incidents.ts'
import { issuerSignalProblems } from './issuer-signals.ts'
import { languageProblems } from './languages.ts'
import { oversightProblems } from './oversight.ts'
import { ownRecognizerProblems } from './own-recognizers.ts'
import { ownUpstreamProblems } from './own-upstreams.ts'
import { prohibitedProblems } from './prohibited.ts'
import { purposeProblems } from './purposes.ts'
import { quotaProblems } from './quotas.ts'
import { redactionProblems } from './redaction.ts'
import { retentionProblems } from './retention.ts'
import { roleProblems } from './roles.ts'
import { routineExceptionWarnings } from './routine-exceptions.ts'
import { uniqueProblems } from './unique.ts'

export type CrossReference = (sources: Sources, documents: Documents) => Problem[]

/** What no document can say about itself alone. */
const CROSS_REFERENCES: readonly CrossReference[] = [
  uniqueProblems,
  languageProblems,
  catalogProblems,
  grantProblems,
  applicationProblems,
  prohibitedProblems,
  clientProblems,
  identityProblems,
  issuerSignalProblems,
  purposeProblems,
  quotaProblems,
  retentionProblems,
  roleProblems,
  acceptableUseProblems,
  incidentProblems,
  exceptionProblems,
  approvalProblems,
  approverProblems,
  datasetProblems,
  highRiskProblems,
  ownUpstreamProblems,
  redactionProblems,
  ownRecognizerProblems,
  oversightProblems,
]

/** What is sound and yet not wise. */
const WARNINGS: readonly CrossReference[] = [expiryWarnings, routineExceptionWarnings]

export function crossReferenceProblems(sources: Sources, documents: Documents): Problem[] {
  return CROSS_REFERENCES.flatMap((find) => find(sources, documents))
}

export function crossReferenceWarnings(sources: Sources, documents: Documents): Problem[] {
  return WARNINGS.flatMap((find) => find(sources, documents))
}
