import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import { buildServer, refuseUnknownRoutes } from '../http/build-server.ts'
import type { Contract } from '../http/contract.ts'
import { createApprovalDesk } from '../http/desks/approval-desk.ts'
import { openDesks } from '../http/desks/open-desks.ts'
import { arrivalOf, exchangeRoutes } from '../http/exchange-routes.ts'
import { callerOf, governanceApi } from '../http/governance-api.ts'
import { TAKEN_REQUEST } from '../http/idempotency/claims.ts'
import { idempotency } from '../http/idempotency/idempotency.ts'
import type { Metrics } from '../http/metrics.ts'
import { networkList } from '../http/networks.ts'
import { personOrders } from '../http/orderer.ts'
import { ownAccess } from '../http/own-access.ts'
import { accessRequestPages } from '../http/pages/access-requests.ts'
import { accountabilityPages } from '../http/pages/accountability.ts'
import { assessmentPages } from '../http/pages/assessments.ts'
import { auditPages } from '../http/pages/audits.ts'
import { consolePages } from '../http/pages/console/list.ts'
import { decisionPages } from '../http/pages/decisions.ts'
import { exceptionPages } from '../http/pages/exceptions.ts'
import { incidentReportPages } from '../http/pages/incident-reports.ts'
import { pageRoutes } from '../http/pages/page-routes.ts'
import { riskPages } from '../http/pages/risks.ts'
import { missingPage } from '../http/pages/site.ts'
import { recordLooks } from '../http/record-looks.ts'
import { accessLogRoutes } from '../http/routes/access-log.ts'
import { accessRequestRoutes } from '../http/routes/access-requests.ts'
import { accountabilityRoutes } from '../http/routes/accountability.ts'
import { acknowledgmentRoutes } from '../http/routes/acknowledgments.ts'
import { assessmentRoutes } from '../http/routes/assessments.ts'
import { auditRoutes } from '../http/routes/audits.ts'
import { biasReportRoutes } from '../http/routes/bias-reports.ts'
import { catalogRoutes } from '../http/routes/catalog.ts'
import { chatRoutes } from '../http/routes/chat.ts'
import { checkRoutes } from '../http/routes/checks.ts'
import { conformanceRoutes } from '../http/routes/conformance.ts'
import { deactivationRoutes } from '../http/routes/deactivation.ts'
import { decisionRoutes } from '../http/routes/decisions.ts'
import { dispositionRoutes } from '../http/routes/dispositions.ts'
import { exceptionRoutes } from '../http/routes/exceptions.ts'
import { explainRoutes } from '../http/routes/explain.ts'
import { healthRoutes } from '../http/routes/health.ts'
import { holdRoutes } from '../http/routes/holds.ts'
import { incidentRoutes } from '../http/routes/incidents.ts'
import { logRoutes } from '../http/routes/log.ts'
import { lookupRoutes } from '../http/routes/lookups.ts'
import { meRoutes } from '../http/routes/me.ts'
import { modelRoutes } from '../http/routes/models.ts'
import { objectionRoutes } from '../http/routes/objections.ts'
import { originalSearchRoutes } from '../http/routes/original-searches.ts'
import { productionRoutes } from '../http/routes/productions.ts'
import { PROTECTED_RESOURCE_PATH, protectedResourceRoutes } from '../http/routes/protected-resource.ts'
import { purposeRoutes } from '../http/routes/purposes.ts'
import { quotaRoutes } from '../http/routes/quotas.ts'
import { recordLabelRoutes } from '../http/routes/record-labels.ts'
import { recordSeriesRoutes } from '../http/routes/record-series.ts'
import { recordRoutes } from '../http/routes/records.ts'
import { reportRoutes } from '../http/routes/reports.ts'
import { requestCodingRoutes } from '../http/routes/request-codings.ts'
import { requestPlanRoutes } from '../http/routes/request-plans.ts'
import { requestRoutes } from '../http/routes/requests.ts'
import { revealRoutes } from '../http/routes/reveals.ts'
import { riskRoutes } from '../http/routes/risks.ts'
import { savedSearchRoutes } from '../http/routes/saved-searches.ts'
import { shadowReportRoutes } from '../http/routes/shadow-report.ts'
import { signalRoutes } from '../http/routes/signals.ts'
import type { SuspensionRouteParts } from '../http/routes/suspensions.ts'
import { trainingRoutes } from '../http/routes/training.ts'
import { usageReportRoutes } from '../http/routes/usage-report.ts'
import { sessionCaller } from '../http/session/session-caller.ts'
import { DPOP_ALGORITHMS } from '../identity/dpop-proof.ts'
import type { Gateway } from '../pipeline/gateway.ts'
import type { QuotaLedger } from '../pipeline/quota-ledger.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { PolicyHolder } from '../policy-operations/policy-holder.ts'
import type { Shadow } from '../policy-operations/shadow.ts'
import type { SignalVerifier } from '../provisioning/events/verify-signals.ts'
import type { GatewayStore } from '../records/gateway-store.ts'
import type { Ledger } from '../records/ledger.ts'
import type { SigningKey } from '../records/signing-key.ts'
import { namesOpenRequest } from '../requests/names-open-request.ts'
import { wires } from '../wires/index.ts'
import { agencyCiting } from './agency-citing.ts'
import { type Evidence, logKeys } from './evidence.ts'
import type { OversightOffice } from './oversight-office.ts'
import type { OpenPages } from './pages.ts'
import type { RecordsOffice } from './records-office.ts'
import type { Siem } from './siem.ts'

/** What the API asks the log’s projections for, beside what those who act do. */
export const API_STATE = [TAKEN_REQUEST]

export interface ApiParts {
  readonly pages: OpenPages
  readonly config: Config
  readonly demo: boolean
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: FastifyBaseLogger
  readonly contract: Contract
  readonly metrics: Metrics
  readonly policy: () => PolicySet
  readonly holder: PolicyHolder
  readonly shadow: Shadow | null
  readonly store: GatewayStore
  readonly evidence: Evidence
  readonly siem: Siem
  readonly signingKey: SigningKey
  readonly ledger: Ledger
  readonly gateway: Gateway
  readonly quotas: QuotaLedger
  readonly deactivation: Omit<SuspensionRouteParts, 'orderer'>
  readonly office: RecordsOffice
  readonly oversight: OversightOffice
  readonly verifier: SignalVerifier
  readonly credentialOf: (reference: string) => string | null
  readonly tokenOf: (entity: string, value: string) => string
  readonly draining: () => boolean
}

/** The gateway's own origin: inference, governance, signals, log, health. Every route of `openapi.yaml` stands here. */
export async function serveApi(parts: ApiParts): Promise<FastifyInstance> {
  const { config, clock, contract, gateway, ledger, metrics, policy, shadow, store, evidence, deactivation } = parts
  const server = buildServer({
    tls: config.tls,
    trustedProxies: config.trustedProxies,
    log: parts.log,
    hosts: parts.demo ? ['127.0.0.1', 'localhost'] : null,
    resourceMetadata: `${config.publicUrl}${PROTECTED_RESOURCE_PATH}`,
  })
  refuseUnknownRoutes(server, gateway, (request, reply) => missingPage(parts.pages.site, request, reply))
  await server.register(healthRoutes, {
    store: () => store.health(),
    evidence: () => evidence.status(),
    siem: () => parts.siem.status(store.health().size),
    policy: () => parts.holder.status(),
    draining: parts.draining,
    metrics,
    isOperations: networkList(config.operations),
  })
  await server.register(logRoutes, { log: store, checkpoint: () => evidence.checkpoint(), entries: parts.demo })
  await server.register(protectedResourceRoutes, {
    publicUrl: config.publicUrl,
    name: () => policy().profile.agency,
    issuers: () => policy().issuers,
    dpopAlgorithms: DPOP_ALGORITHMS,
    readsCertificates: config.tls?.clientCa != null || config.trustedProxies.length > 0,
  })
  await server.register(modelRoutes, { gateway, clock, state: ledger.state })
  await server.register(exchangeRoutes, { gateway, wires })
  const newId = (): string => parts.ids.entryId()
  const records = { contract, policy, store, ledger, clock, look: recordLooks(policy, ledger) }
  const verifiers = logKeys(parts.signingKey)
  const { requests } = parts.office
  const incidents = {
    office: parts.oversight.incidents,
    endOwnAccess: ownAccess(deactivation.deactivation, clock),
  }
  const desks = openDesks({
    ...records,
    newId,
    verifiers,
    ...parts.office,
    decisions: parts.oversight.decisions,
    audits: parts.oversight.audits,
    risks: parts.oversight.risks,
    assessments: parts.oversight.assessments,
    agencyCiting: agencyCiting(parts.oversight.approvals),
    incidents,
    access: deactivation,
  })
  const approvalDesk = createApprovalDesk({ ...records, ...parts.oversight.approvals })
  await server.register(
    async (api) => {
      const bySession = sessionCaller(parts.pages.site)
      governanceApi(api, {
        async identify(request) {
          // What another gateway was told a moment ago (a wall, a revocation) holds for this answer too.
          await store.heard()
          return (await bySession(request)) ?? gateway.identify(arrivalOf(request), config.publicUrl)
        },
        policyVersion: () => policy().version,
      })
      idempotency(api, { contract, ledger, clock })
      await api.register(meRoutes, { contract, policy, clock })
      await api.register(quotaRoutes, { contract, policy, quotas: parts.quotas })
      await api.register(catalogRoutes, { contract, policy, rows: ledger.state, clock })
      await api.register(purposeRoutes, { contract, policy, rows: ledger.state, clock })
      await api.register(trainingRoutes, { contract, training: parts.pages.site.training })
      await api.register(accessRequestRoutes, { contract, desk: approvalDesk })
      await api.register(exceptionRoutes, {
        ...records,
        rows: ledger.state,
        exceptions: parts.oversight.approvals.exceptions,
      })
      await api.register(explainRoutes, { contract, policy, ledger, clock })
      await api.register(acknowledgmentRoutes, { contract, policy, ledger, clock })
      await api.register(recordRoutes, { contract, ...desks })
      await api.register(lookupRoutes, { ...records, tokenOf: parts.tokenOf })
      await api.register(recordLabelRoutes, { contract, ...desks })
      await api.register(objectionRoutes, { ...records, newId })
      await api.register(revealRoutes, { contract, ...desks })
      await api.register(savedSearchRoutes, { contract, ...desks })
      await api.register(originalSearchRoutes, {
        ...records,
        newId,
        scan: (...asked) => store.scanOriginals(...asked),
        openRequest: (reference, caller) => namesOpenRequest(requests.log, reference, caller),
      })
      await api.register(requestRoutes, { contract, ...desks })
      await api.register(requestPlanRoutes, { contract, ...desks })
      await api.register(requestCodingRoutes, { contract, ...desks })
      await api.register(dispositionRoutes, { contract, ...desks })
      await api.register(holdRoutes, { contract, ...desks })
      await api.register(recordSeriesRoutes, { contract, ...desks })
      await api.register(productionRoutes, { contract, ...desks })
      await api.register(accessLogRoutes, { contract, ...desks })
      await api.register(shadowReportRoutes, { contract, ledger, report: () => shadow?.report() ?? null })
      await api.register(conformanceRoutes, { contract, policy })
      const orderer = (request: FastifyRequest) => personOrders(callerOf(request), clock.now())
      await api.register(deactivationRoutes, { ...deactivation, orderer })
      await api.register(reportRoutes, { contract, policy, store, ledger })
      await api.register(biasReportRoutes, { contract, bias: parts.oversight.bias })
      await api.register(checkRoutes, { contract, checks: parts.oversight.checks })
      await api.register(decisionRoutes, { contract, ...desks })
      await api.register(auditRoutes, { contract, ...desks })
      await api.register(accountabilityRoutes, { contract, ...desks })
      await api.register(riskRoutes, { contract, ...desks })
      await api.register(assessmentRoutes, { contract, ...desks })
      await api.register(usageReportRoutes, { contract, ...desks })
      await api.register(incidentRoutes, { contract, policy, ...desks })
      await api.register(chatRoutes, { contract, look: records.look, site: parts.pages.site })
    },
    { prefix: '/api/v1' },
  )
  const more = [
    incidentReportPages(desks),
    decisionPages(desks),
    auditPages(desks),
    accountabilityPages(desks.accountability),
    riskPages(desks.risks),
    assessmentPages(desks.assessments),
    consolePages(desks, () => store.heard()),
    accessRequestPages(approvalDesk),
    exceptionPages(parts.oversight.approvals.exceptions),
  ]
  await server.register(pageRoutes, { ...parts.pages, more })
  await server.register(signalRoutes, {
    ...deactivation,
    clock,
    verifier: parts.verifier,
    credentialOf: parts.credentialOf,
    publicUrl: config.publicUrl,
    metrics,
  })
  return server
}
