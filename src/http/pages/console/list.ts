import type { FastifyInstance } from 'fastify'
import type { Desks } from '../../desks/open-desks.ts'
import type { Site } from '../site.ts'
import { accessStatementPages } from './access.ts'
import { accessLogPages } from './access-log.ts'
import { type ConsoleSite, createConsoleSite } from './console-site.ts'
import { unitDecisionPages } from './decisions.ts'
import { dispositionPages } from './dispositions.ts'
import { exportPages } from './exports.ts'
import { holdCheckPages } from './hold-checks.ts'
import { holdPages } from './holds.ts'
import { incidentSuspensionPages } from './incident-suspension.ts'
import { incidentPages } from './incidents.ts'
import { productionPages } from './productions/production.ts'
import { redactionPages } from './productions/redaction.ts'
import { productionWizard } from './productions/wizard.ts'
import { recordPages } from './record.ts'
import { recordsPages } from './records.ts'
import { reportPages } from './reports.ts'
import { planPages } from './requests/plan.ts'
import { requestPages } from './requests/request.ts'
import { requestListPages } from './requests/requests.ts'
import { reviewPages } from './requests/review.ts'
import { revealPages } from './reveals.ts'
import { samplePages } from './samples.ts'
import { savedSearchPages } from './saved.ts'
import { transitoryPages } from './transitory.ts'

/** THE list of the console’s pages. */
const CONSOLE_PAGES: readonly ((app: FastifyInstance, site: ConsoleSite) => void)[] = [
  accessStatementPages,
  recordsPages,
  recordPages,
  savedSearchPages,
  exportPages,
  revealPages,
  requestListPages,
  requestPages,
  planPages,
  reviewPages,
  productionWizard,
  productionPages,
  redactionPages,
  holdPages,
  holdCheckPages,
  dispositionPages,
  transitoryPages,
  accessLogPages,
  reportPages,
  samplePages,
  unitDecisionPages,
  incidentPages,
  incidentSuspensionPages,
]

/** Pages for those who keep records, review them or answer for them. */
export function consolePages(desks: Desks, heard: () => Promise<void>): (app: FastifyInstance, site: Site) => void {
  return (app, site) => {
    const consoleSite = createConsoleSite(site, desks, heard)
    for (const pages of CONSOLE_PAGES) pages(app, consoleSite)
  }
}
