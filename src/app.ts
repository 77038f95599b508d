import { hkdfSync } from 'node:crypto'
import { once } from 'node:events'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import { type Logger, pino } from 'pino'
import { type Config, isLoopback } from './config.ts'
import type { Clock, IdSource } from './core/ids.ts'
import { refusal } from './core/refusal-codes.ts'
import { createRegistry, type ExchangeRegistry, Interruption } from './core/registry.ts'
import { applicationMounts } from './http/application-mounts.ts'
import { buildServer, refuseUnknownRoutes } from './http/build-server.ts'
import { readContract } from './http/contract.ts'
import { arrivalOf, exchangeRoutes } from './http/exchange-routes.ts'
import { callerOf, governanceApi } from './http/governance-api.ts'
import { createMetrics } from './http/metrics.ts'
import { networkList } from './http/networks.ts'
import { openOperatorSocket } from './http/operator-api.ts'
import { personOrders } from './http/orderer.ts'
import { createReplyFormat } from './http/reply-format.ts'
import { acknowledgmentRoutes } from './http/routes/acknowledgments.ts'
import { deactivationRoutes } from './http/routes/deactivation.ts'
import { healthRoutes } from './http/routes/health.ts'
import { incidentRoutes } from './http/routes/incidents.ts'
import { logRoutes } from './http/routes/log.ts'
import { meRoutes } from './http/routes/me.ts'
import { modelRoutes } from './http/routes/models.ts'
import { PROTECTED_RESOURCE_PATH, protectedResourceRoutes } from './http/routes/protected-resource.ts'
import { quotaRoutes } from './http/routes/quotas.ts'
import { recordRoutes } from './http/routes/records.ts'
import { reportRoutes } from './http/routes/reports.ts'
import { shadowReportRoutes } from './http/routes/shadow-report.ts'
import { signalRoutes } from './http/routes/signals.ts'
import { securityHeaders } from './http/security-headers.ts'
import type { Authenticator } from './identity/authenticator.ts'
import { DPOP_ALGORITHMS } from './identity/dpop-proof.ts'
import { openIdentity } from './identity/open-identity.ts'
import { decidedExchange } from './pipeline/decided-exchange.ts'
import type { ExchangeEvent } from './pipeline/gateway.ts'
import { createGateway, type Gateway } from './pipeline/gateway.ts'
import { createOwedRecords, type OwedRecords } from './pipeline/owed-records.ts'
import { createQuotaLedger, QUOTA } from './pipeline/quota-ledger.ts'
import { createRecorder } from './pipeline/recorder.ts'
import { createRecovery } from './pipeline/recovery.ts'
import { readReleasedItems } from './pipeline/released-items.ts'
import { createSeatLedger, SEAT } from './pipeline/seat-ledger.ts'
import { RELEASED_ITEM } from './pipeline/stages/expand-references.ts'
import { ACKNOWLEDGMENT } from './pipeline/stages/require-acknowledgments.ts'
import { createUseAfterRevocation, INCIDENT } from './pipeline/use-after-revocation.ts'
import { warnOfDue } from './pipeline/warn-of-due.ts'
import { issuerRelaxations } from './policy/issuer-relaxations.ts'
import type { PolicySet } from './policy/policy-set.ts'
import { ARCHIVED_POLICY } from './policy-operations/archive.ts'
import type { PolicyHolder } from './policy-operations/policy-holder.ts'
import { LIVE_POLICY } from './policy-operations/policy-log.ts'
import type { PolicySource } from './policy-operations/policy-source.ts'
import type { Seal } from './policy-operations/prepared-policy.ts'
import { POLICY_SEQUENCE } from './policy-operations/sequence.ts'
import type { Shadow } from './policy-operations/shadow.ts'
import { startPolicyOperations } from './policy-operations/start-policy-operations.ts'
import { createDeactivation } from './provisioning/deactivation.ts'
import { createSignalVerifier } from './provisioning/events/verify-signals.ts'
import { STANDING_STATE } from './provisioning/state-kinds.ts'
import type { KeyRing } from './records/key-ring.ts'
import { createLedger } from './records/ledger.ts'
import { proveExchange } from './records/prove-exchange.ts'
import type { SigningKey } from './records/signing-key.ts'
import { openSqliteRecordStore, type SqliteRecordStore } from './records/sqlite/sqlite-record-store.ts'
import { loadStateCache } from './records/state-cache.ts'
import { createEngine } from './redaction/engine.ts'
import type { Secrets } from './secrets.ts'
import { createEgress } from './upstream/egress.ts'
import { wires } from './wires/index.ts'

/** What the process gives: configuration, keys, policy, time. Everything else is made here. */
export interface AppOptions {
  readonly config: Config
  readonly policy: PolicySet
  /** Who signed that policy; absent or null: nobody. */
  readonly seal?: Seal | null
  /** Where it is read again from, when told to or when its files change; absent: it is read once. */
  readonly policySource?: PolicySource
  /** A candidate that is asked beside the policy in force. */
  readonly shadowSource?: PolicySource
  readonly secrets: Secrets
  readonly recordKey: KeyRing
  readonly signingKey: SigningKey
  readonly clock: Clock
  readonly ids: IdSource
  readonly demo?: boolean
  readonly logLevel?: string
  /** Where log lines go; standard output when absent. */
  readonly logStream?: { write(line: string): void }
  /** Faults for tests: another worker for the store, a shorter bound. */
  readonly storeWorkerUrl?: URL
  readonly commitSlowMs?: number
}

export interface App {
  readonly server: FastifyInstance
  readonly applications: FastifyInstance | null
  readonly gateway: Gateway
  readonly store: SqliteRecordStore
  readonly registry: ExchangeRegistry
  readonly authenticator: Authenticator
  readonly policy: PolicyHolder
  readonly shadow: Shadow | null
  readonly owed: OwedRecords
  readonly log: Logger
  /** Lets open exchanges end (at most `graceMs`), then cuts them, writes what is owed, closes. */
  close(graceMs?: number): Promise<void>
}

/** The longest that the last checkpoint is waited for, milliseconds. */
const SIGNING_MS = 2_000

/** How many characters of log lines are written together. */
const LOG_GATHERED_CHARS = 65_536

/** The longest that a log line waits, milliseconds. */
const LOG_FLUSH_MS = 500

/** The composition root: the only file that knows every layer. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, clock, ids, secrets } = options
  // Lines gather for a moment: a write of its own for each exchange is dear, and the log of record is another.
  const logLines =
    options.logStream ??
    pino.destination({ sync: false, minLength: LOG_GATHERED_CHARS, maxWrite: 4 * LOG_GATHERED_CHARS })
  const log = pino({ level: options.logLevel ?? 'info', base: null }, logLines as never)
  const flushing = setInterval(() => log.flush(), LOG_FLUSH_MS).unref()
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
  const store = await openSqliteRecordStore({
    folder: config.data,
    origin: config.logOrigin,
    instance: config.instance,
    recordKey: options.recordKey,
    signingKey: options.signingKey,
    clock,
    ids,
    own,
    ...(options.storeWorkerUrl ? { workerUrl: options.storeWorkerUrl } : {}),
    ...(options.commitSlowMs ? { commitSlowMs: options.commitSlowMs } : {}),
    onOutage: (outage) => recover(outage),
    onFault: (error) =>
      log.error({ event: 'store.fault', fault: error instanceof Error ? error.message : typeof error }),
  })
  const state = await loadStateCache(store, [
    ACKNOWLEDGMENT,
    ...STANDING_STATE,
    INCIDENT,
    QUOTA,
    SEAT,
    RELEASED_ITEM,
    'released-blob',
    ARCHIVED_POLICY,
    LIVE_POLICY,
    POLICY_SEQUENCE,
  ])
  const ledger = createLedger(store, state, ids, () => ({
    version: policy().version,
    series: policy().retention.default,
  }))
  const operations = await startPolicyOperations({
    initial: { policy: options.policy, seal: options.seal ?? null, warnings: [], tests: 0 },
    source: options.policySource ?? null,
    shadowSource: options.shadowSource ?? null,
    store,
    state,
    ids,
    clock,
    credentialOf: (reference) => secrets.credential(reference),
    log,
  }).catch(async (error: unknown) => {
    await store.close()
    clearInterval(flushing)
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
  const egress = createEgress(config.caFile)
  const keysFolder = `${config.data}/issuer-keys`
  const identity = openIdentity({
    policy,
    clock,
    cacheFolder: keysFolder,
    fetch: egress.fetch,
    // A demo asks nobody beyond this machine, though the profile under it names real directories.
    refreshes: options.demo ? ({ jwksUri }) => isLoopback(new URL(jwksUri).hostname) : undefined,
  })
  const { authenticator, sender } = identity
  for (const issuer of policy().issuers)
    for (const relaxation of issuerRelaxations(issuer))
      log.info({ event: 'issuer.relaxation', issuer: issuer.id, relaxation })
  const format = createReplyFormat(securityHeaders(config.tls !== null))
  const metrics = createMetrics({
    openExchanges: () => registry.open.size,
    store: () => store.health(),
    owedRecords: () => owed.count,
    policy: () => operations.holder.status(),
    shadow: () => shadow?.report() ?? null,
  })
  const quotas = createQuotaLedger(clock, state.all(QUOTA))
  const gateway = createGateway({
    clock,
    ids,
    policy,
    authenticator,
    sender,
    publicUrl: config.publicUrl,
    engine: createEngine(),
    recorder: createRecorder(store, owed, state, registry, clock, ids),
    state,
    quotas,
    seats: createSeatLedger(state.all(SEAT)),
    items: readReleasedItems(store),
    registry,
    pseudonymKey: pseudonymKey(options.recordKey),
    noticeUrl: `${config.publicUrl}/api/v1/notices`,
    egress,
    credentialOf: (reference) => secrets.credential(reference),
    afterRevocation: createUseAfterRevocation(state.all(INCIDENT)),
    log,
    store,
    format,
    observe: (event: ExchangeEvent) => {
      metrics.observe(event)
      log.info({ event: 'exchange', ...event, exchange: event.exchange })
    },
    ...(shadow === null ? {} : { decided: (exchange) => shadow.ask(decidedExchange(exchange)) }),
  })
  let draining = false
  const server = buildServer({
    tls: config.tls,
    trustedProxies: config.trustedProxies,
    log: log as FastifyBaseLogger,
    hosts: options.demo ? ['127.0.0.1', 'localhost'] : null,
    resourceMetadata: `${config.publicUrl}${PROTECTED_RESOURCE_PATH}`,
  })
  const isOperations = networkList(config.operations)
  const contract = readContract(new URL('../openapi.yaml', import.meta.url))
  const identify = (request: FastifyRequest) => gateway.identify(arrivalOf(request), config.publicUrl)
  const deactivation = createDeactivation({
    ledger,
    registry,
    clock,
    agency: own.agency,
    forget: () => authenticator.forget(),
    observeLag: (signal, seconds) => metrics.deactivated(signal, seconds),
  })
  const deactivationParts = { contract, policy, deactivation, newId: () => ids.entryId() }
  refuseUnknownRoutes(server, gateway)
  await server.register(healthRoutes, {
    store: () => store.health(),
    policy: () => operations.holder.status(),
    draining: () => draining,
    metrics,
    isOperations,
  })
  await server.register(logRoutes, { log: store, entries: options.demo === true })
  await server.register(protectedResourceRoutes, {
    publicUrl: config.publicUrl,
    name: () => options.policy.profile.agency,
    issuers: () => options.policy.issuers,
    dpopAlgorithms: DPOP_ALGORITHMS,
    readsCertificates: config.tls?.clientCa != null || config.trustedProxies.length > 0,
  })
  await server.register(modelRoutes, { gateway, clock })
  await server.register(exchangeRoutes, { gateway, wires })
  await server.register(
    async (api) => {
      governanceApi(api, { identify, policyVersion: () => policy().version })
      await api.register(meRoutes, { contract, policy, clock })
      await api.register(quotaRoutes, { contract, policy, quotas })
      await api.register(acknowledgmentRoutes, { contract, policy, ledger, clock })
      await api.register(recordRoutes, { contract, policy, store, ledger, prove: proveExchange(store) })
      await api.register(shadowReportRoutes, { contract, ledger, report: () => shadow?.report() ?? null })
      const orderer = (request: FastifyRequest) => personOrders(callerOf(request), clock.now())
      await api.register(deactivationRoutes, { ...deactivationParts, orderer })
      await api.register(reportRoutes, { contract, policy, store, ledger })
      await api.register(incidentRoutes, { contract, rows: state })
    },
    { prefix: '/api/v1' },
  )
  await server.register(signalRoutes, {
    ...deactivationParts,
    clock,
    verifier: createSignalVerifier(policy, { clock, cacheFolder: keysFolder, fetch: egress.fetch }),
    credentialOf: (reference: string) => secrets.credential(reference),
    publicUrl: config.publicUrl,
    metrics,
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
    clock,
    hosts: options.demo ? ['localhost'] : null,
  })

  await ledger.write({
    type: 'boot',
    agency: own.agency,
    actor: null,
    meta: {
      instance: config.instance,
      node: process.versions.node,
      policy: policy().digest,
      demo: options.demo === true,
    },
  })
  // From the first moment there is a signed checkpoint that a later state can be held against.
  await store.checkpoint()
  const interrupted = await store.recoverInterrupted({ open: new Set() })
  if (interrupted.length > 0) log.warn({ event: 'recovered', interrupted: interrupted.length })
  const operatorSocket = await openOperatorSocket(config.data, {
    ...deactivationParts,
    policyVersion: () => options.policy.version,
    clock,
    log: log as FastifyBaseLogger,
  })

  // A demo's dates are made up, and its log is for whoever tries it.
  const stopWarning = options.demo ? () => {} : warnOfDue(policy, clock, log)

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
      const timer = setTimeout(
        () =>
          registry.interrupt(
            () =>
              new Interruption(
                'drain',
                refusal('upstream_unavailable', { rule: 'drain', message: 'The gateway is shutting down.' }),
              ),
          ),
        graceMs,
      )
      await Promise.all([server.close(), applications?.close(), operatorSocket.close()])
      await Promise.race([registry.idle(), new Promise((resolve) => setTimeout(resolve, graceMs + 3_000).unref())])
      clearTimeout(timer)
      await gateway.close()
      await owed.settle()
      owed.close()
      identity.stop()
      await egress.close()
      // The last entries are signed for too, so that a copy from before them is found out; a store that hangs isn't waited for.
      await Promise.race([store.checkpoint().catch(() => ''), once(AbortSignal.timeout(SIGNING_MS), 'abort')])
      await store.close()
      clearInterval(flushing)
      stopWarning()
      await new Promise<void>((resolve) => log.flush(() => resolve()))
    },
  }
}

/** Derived, so that one key file is enough: the `sealed` key protects what placeholders hide. */
function pseudonymKey(recordKey: KeyRing): Buffer {
  return Buffer.from(
    hkdfSync('sha256', recordKey.sealed.export(), Buffer.alloc(0), 'statehouse placeholder key v1', 32),
  )
}
