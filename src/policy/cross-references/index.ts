import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { applicationProblems } from './applications.ts'
import { catalogProblems } from './catalog.ts'
import { clientProblems } from './clients.ts'
import { grantProblems } from './grants.ts'
import { identityProblems } from './identity.ts'
import { issuerSignalProblems } from './issuer-signals.ts'
import { languageProblems } from './languages.ts'
import { prohibitedProblems } from './prohibited.ts'
import { purposeProblems } from './purposes.ts'
import { quotaProblems } from './quotas.ts'
import { retentionProblems } from './retention.ts'
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
]

export function crossReferenceProblems(sources: Sources, documents: Documents): Problem[] {
  return CROSS_REFERENCES.flatMap((find) => find(sources, documents))
}
