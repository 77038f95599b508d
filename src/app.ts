import { once } from 'node:events'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { AppOptions } from './composition/app-options.ts'
import { handedKey, listKey, lookupKey, pagesKey, proofNonceKey, pseudonymKey } from './composition/derived-keys.ts'
import { drain } from './composition/drain.ts'
import { followPeers } from './composition/follow-peers.ts'
import { openGatewayLog } from './composition/gateway-log.ts'
import { openLog } from './composition/open-log.ts'
import { OVERSIGHT_OFFICE_STATE, startOversightOffice } from './composition/oversight-office.ts'
import { openPages, PAGES_STATE } from './composition/pages.ts'
import { RECORDS_OFFICE_STATE, startRecordsOffice } from './composition/records-office.ts'
import { forgetDestroyed } from './composition/retention.ts'
import { API_STATE, serveApi } from './composition/serve-api.ts'
import { startSiem } from './composition/siem.ts'
import { isLoopback } from './config.ts'
import { MODEL_VERSION } from './core/model-version.ts'
import { createRegistry, type ExchangeRegistry } from './core/registry.ts'
import { applicationMounts } from './http/application-mounts.ts'
import { createApplicationVisits } from './http/application-visits.ts'
import { readContract } from './http/contract.ts'
import { arrivalOf } from './http/exchange-routes.ts'
import { createMetrics } from './http/metrics.ts'
import { openOperatorSocket } from './http/operator-api.ts'
import { createReplyFormat } from './http/reply-format.ts'
import { securityHeaders } from './http/security-headers.ts'
import type { Authenticator } from './identity/authenticator.ts'
import { openIdentity } from './identity/open-identity.ts'
import { decidedExchange } from './pipeline/decided-exchange.ts'
import type { ExchangeEvent } from './pipeline/gateway.ts'
import { createGateway, type Gateway } from './pipeline/gateway.ts'
import { lookupToken } from './pipeline/lookup-tokens.ts'
import { createOwedRecords, type OwedRecords } from './pipeline/owed-records.ts'
import { createQuotaLedger, QUOTA } from './pipeline/quota-ledger.ts'
import { createRecorder } from './pipeline/recorder.ts'
import { createRecovery } from './pipeline/recovery.ts'
import { readReleasedItems } from './pipeline/released-items.ts'
import { createDetection } from './pipeline/scan/detection.ts'
import { createScanPool } from './pipeline/scan/scan-pool.ts'
import { createSeatLedger, SEAT } from './pipeline/seat-ledger.ts'
import { RELEASED_ITEM } from './pipeline/stages/expand-references.ts'
import { ACKNOWLEDGMENT } from './pipeline/stages/require-acknowledgments.ts'
import { createUseAfterRevocation, INCIDENT } from './pipeline/use-after-revocation.ts'
import { warnOfDue } from './pipeline/warn-of-due.ts'
import { issuerRelaxations } from './policy/issuer-relaxations.ts'
import type { PolicySet } from './policy/policy-set.ts'
import type { PolicyHolder } from './policy-operations/policy-holder.ts'
import { POLICY_STATE } from './policy-operations/policy-log.ts'
import type { Shadow } from './policy-operations/shadow.ts'
import { startPolicyOperations } from './policy-operations/start-policy-operations.ts'
import { createDeactivation } from './provisioning/deactivation.ts'
import { createSignalVerifier } from './provisioning/events/verify-signals.ts'
import { type NamedTarget, unknownName } from './provisioning/known-names.ts'
import { STANDING_STATE } from './provisioning/state-kinds.ts'
import type { GatewayStore } from './records/gateway-store.ts'
import { createLedger } from './records/ledger.ts'
import { RECORD_STATE } from './records/record-state.ts'
import { loadStateCache } from './records/state-cache.ts'

export interface App {
  readonly server: FastifyInstance
  readonly applications: FastifyInstance | null
  readonly gateway: Gateway
  readonly store: GatewayStore
  readonly registry: ExchangeRegistry
  readonly authenticator: Authenticator
  readonly policy: PolicyHolder
  readonly shadow: Shadow | null
  readonly owed: OwedRecords
  readonly log: Logger
  /** Lets open exchanges end (at most `graceMs`), then cuts them, writes what is owed, closes. */
  close(graceMs?: number): Promise<void>
}

/** What requests ask the log's projections for. */
const PROJECTIONS = [
  ...API_STATE,
  ACKNOWLEDGMENT,
  ...STANDING_STATE,
  ...PAGES_STATE,
  INCIDENT,
  QUOTA,
  SEAT,
  MODEL_VERSION,
  RELEASED_ITEM,
  'released-blob',
  ...POLICY_STATE,
  ...RECORD_STATE,
  ...RECORDS_OFFICE_STATE,
  ...OVERSIGHT_OFFICE_STATE,
]

/** The longest that the last checkpoint is waited for, milliseconds. */
const SIGNING_MS = 2_000

/** The composition root: with `composition`, the only place that knows every layer. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, clock, ids, secrets, demo = false } = options
  const gatewayLog = openGatewayLog({ level: options.logLevel, stream: options.logStream })
  const { log } = gatewayLog
  const registry = createRegistry()
  let holder: PolicyHolder | null = null
  /** The policy in force: the first one until the store is open, then what the holder says. */
  const policy = (): PolicySet => holder?.current() ?? options.policy
  const own = {
    agency: options.policy.profile.agency,
    get series() {
      return policy().retention.default
    },
    get policy() {
      return policy().version
    },
  }
  const { store, egress, evidence } = await openLog(options, own, log, (outage) => recover(outage)).catch(
    async (error: unknown) => {
      await gatewayLog.close()
      throw error
    },
  )
  const state = await loadStateCache(store, PROJECTIONS)
  const ledger = createLedger(store, state, ids, () => ({ version: own.policy, series: own.series }))
  const credentialOf = (reference: string): string | null => secrets.credential(reference)
  const operations = await startPolicyOperations({
    initial: { policy: options.policy, seal: options.seal ?? null, warnings: [], tests: 0, amended: options.amended },
    source: options.policySource ?? null,
    shadowSource: options.shadowSource ?? null,
    store,
    state,
    ids,
    clock,
    credentialOf,
    log,
  }).catch(async (error: unknown) => {
    await evidence.close()
    await store.close()
    await egress.close()
    await gatewayLog.close()
    throw error
  })
  const { shadow } = operations
  holder = operations.holder
  const owed = createOwedRecords(store, state, registry)
  const recover = createRecovery({
    ledger,
    owed,
    registry,
    recoverInterrupted: (open) => store.recoverInterrupted(open),
    agency: own.agency,
    log,
  })
  const detection = createDetection({
    listKey: listKey(options.recordKey),
    pool: createScanPool(options.scanWorkerUrl),
    post: egress.fetch,
    now: () => performance.now(),
    ...(options.recognizers ? { recognizers: options.recognizers } : {}),
  })
  const issuerKeys = { clock, cacheFolder: `${config.data}/issuer-keys`, fetch: egress.fetch }
  const identity = openIdentity({
    ...issuerKeys,
    policy,
    own: { key: handedKey(options.recordKey), issuer: config.publicUrl },
    // A demo asks nobody beyond this machine, though the profile under it names real directories.
    shared: store.usedProofs === null ? null : { memory: store.usedProofs, nonceKey: proofNonceKey(options.recordKey) },
    refreshes: demo ? ({ jwksUri }) => isLoopback(new URL(jwksUri).hostname) : undefined,
  })
  const { authenticator, sender } = identity
  followPeers({
    store,
    state,
    registry,
    clock,
    forget: () => authenticator.forget(),
    heard: [(changes) => forgetDestroyed(store, changes, log), operations.heard],
    log,
  })
  for (const issuer of policy().issuers)
    for (const relaxation of issuerRelaxations(issuer))
      log.info({ event: 'issuer.relaxation', issuer: issuer.id, relaxation })
  const siem = startSiem({ config, recordKey: options.recordKey, policy, credentialOf, log })
  const metrics = createMetrics({
    openExchanges: () => registry.open.size,
    store: () => store.health(),
    owedRecords: () => owed.count,
    policy: () => operations.holder.status(),
    shadow: () => shadow?.report() ?? null,
    evidence: () => evidence.status(),
    siem: () => siem.status(store.health().size),
    clock,
  })
  const quotas = createQuotaLedger(clock, state.all(QUOTA), config.databaseUrl === null ? null : config.instance)
  const gateway = createGateway({
    clock,
    ids,
    policy,
    authenticator,
    sender,
    publicUrl: config.publicUrl,
    detection,
    recorder: createRecorder(store, owed, state, registry, clock, ids, lookupKey(options.recordKey)),
    state,
    quotas,
    seats: createSeatLedger(state.all(SEAT)),
    items: readReleasedItems(store),
    registry,
    pseudonymKey: pseudonymKey(options.recordKey),
    noticeUrl: `${config.publicUrl}/api/v1/notices`,
    egress,
    credentialOf,
    afterRevocation: createUseAfterRevocation(state.all(INCIDENT)),
    log,
    store,
    format: createReplyFormat(securityHeaders(config.tls !== null)),
    observe: (event: ExchangeEvent) => {
      metrics.observe(event)
      log.info({ event: 'exchange', ...event, exchange: event.exchange })
    },
    ...(shadow === null ? {} : { decided: (exchange) => shadow.ask(decidedExchange(exchange)) }),
  })
  const contract = readContract(new URL('../openapi.yaml', import.meta.url))
  const deactivation = {
    contract,
    policy,
    deactivation: createDeactivation({
      ledger,
      registry,
      clock,
      agency: own.agency,
      forget: () => authenticator.forget(),
      observeLag: (signal, seconds) => metrics.deactivated(signal, seconds),
    }),
    newId: () => ids.entryId(),
    unknownName: (named: NamedTarget) => unknownName(policy(), named),
  }
  const { recordKey } = options
  const shared = { config, store, ledger, policy, clock, ids, log, gateway, egress }
  const office = await startRecordsOffice({ ...shared, recordKey })
  const oversight = await startOversightOffice({ ...shared, holder, records: office, credentialOf })
  const pages = await openPages({
    ...{ config, demo, clock, policy, ledger, gateway, store, ids, registry, egress, credentialOf, oversight },
    policyStatus: () => operations.holder.status(),
    key: pagesKey(options.recordKey),
    version: contract.version,
  })
  let draining = false
  const server = await serveApi({
    pages,
    config,
    demo,
    clock,
    ids,
    log: log as FastifyBaseLogger,
    contract,
    metrics,
    policy,
    holder: operations.holder,
    shadow,
    store,
    evidence,
    siem,
    signingKey: options.signingKey,
    ledger,
    gateway,
    quotas,
    deactivation,
    office,
    oversight,
    verifier: createSignalVerifier(policy, issuerKeys),
    credentialOf,
    tokenOf: (entity, value) => lookupToken(lookupKey(options.recordKey), entity, value),
    draining: () => draining,
  })
  const applications = await applicationMounts({
    config,
    policy,
    // A DPoP proof names the origin that it was made for.
    identify: (request) => gateway.identify(arrivalOf(request), config.appsOrigin ?? config.publicUrl),
    refused: async (request, caller, refused) => {
      const exchange = gateway.open(arrivalOf(request), null)
      if (caller !== null) exchange.principal = caller
      return { record: exchange.id, shown: await gateway.refused(exchange, refused) }
    },
    log: log as FastifyBaseLogger,
    caFile: config.caFile,
    visits: createApplicationVisits({ registry, rows: state, ids, clock, policy }),
    entry: pages.entry,
    hand: (visitor, to) => identity.handed.mint(visitor, to),
    hosts: demo ? ['localhost'] : null,
  })

  await ledger.write({
    type: 'boot',
    agency: own.agency,
    actor: null,
    meta: { instance: config.instance, node: process.versions.node, policy: policy().digest, demo },
  })
  // From the first moment there is a signed checkpoint that a later state can be held against.
  await store.checkpoint()
  const interrupted = await store.recoverInterrupted({ open: new Set() })
  if (interrupted.length > 0) log.warn({ event: 'recovered', interrupted: interrupted.length })
  const operatorSocket = await openOperatorSocket(config.data, {
    ...deactivation,
    ledger,
    agency: own.agency,
    policyVersion: () => policy().version,
    clock,
    log: log as FastifyBaseLogger,
  })
  // A demo's dates are made up, and its log is for whoever tries it.
  const stopWarning = demo ? () => {} : warnOfDue(policy, clock, log)

  return {
    server,
    applications,
    gateway,
    store,
    registry,
    authenticator,
    policy: operations.holder,
    shadow,
    owed,
    log,
    async close(graceMs = 10_000) {
      draining = true
      operations.stop()
      const servers = [server, operatorSocket, ...(applications === null ? [] : [applications])]
      await drain(
        registry,
        servers.map((one) => one.close().then(() => {})),
        graceMs,
      )
      await gateway.close()
      await oversight.stop()
      await office.stop()
      await owed.settle()
      owed.close()
      identity.stop()
      await detection.close()
      // The last entries are signed for too, so that a copy from before them is found out; a store that hangs isn't waited for.
      await Promise.race([store.checkpoint().catch(() => ''), once(AbortSignal.timeout(SIGNING_MS), 'abort')])
      await evidence.close()
      await egress.close()
      await siem.close()
      await store.close()
      stopWarning()
      await gatewayLog.close()
    },
  }
}
