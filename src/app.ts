import { hkdfSync } from 'node:crypto'
import { once } from 'node:events'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { type Logger, pino } from 'pino'
import { type Config, isLoopback } from './config.ts'
import type { Clock, ExchangeId, IdSource } from './core/ids.ts'
import type { Principal } from './core/principal.ts'
import { type Refusal, refusal } from './core/refusal-codes.ts'
import { createRegistry, type ExchangeRegistry, Interruption } from './core/registry.ts'
import { isRevoked, REVOKED_ISSUER, REVOKED_SUBJECT } from './core/revocation.ts'
import { SUSPENSION } from './core/suspension.ts'
import { applicationMounts } from './http/application-mounts.ts'
import { buildServer, refuseUnknownRoutes } from './http/build-server.ts'
import { readContract } from './http/contract.ts'
import { arrivalOf, exchangeRoutes } from './http/exchange-routes.ts'
import { governanceApi } from './http/governance-api.ts'
import { createMetrics } from './http/metrics.ts'
import { networkList } from './http/networks.ts'
import { createReplyFormat } from './http/reply-format.ts'
import { acknowledgmentRoutes } from './http/routes/acknowledgments.ts'
import { healthRoutes } from './http/routes/health.ts'
import { logRoutes } from './http/routes/log.ts'
import { meRoutes } from './http/routes/me.ts'
import { modelRoutes } from './http/routes/models.ts'
import { PROTECTED_RESOURCE_PATH, protectedResourceRoutes } from './http/routes/protected-resource.ts'
import { recordRoutes } from './http/routes/records.ts'
import { revocationRoutes } from './http/routes/revocations.ts'
import { securityHeaders } from './http/security-headers.ts'
import type { Authenticator } from './identity/authenticator.ts'
import { DPOP_ALGORITHMS } from './identity/dpop-proof.ts'
import { openIdentity } from './identity/open-identity.ts'
import type { ExchangeEvent } from './pipeline/gateway.ts'
import { createGateway, type Gateway } from './pipeline/gateway.ts'
import { createOwedRecords, type OwedRecords } from './pipeline/owed-records.ts'
import { createQuotaLedger, QUOTA } from './pipeline/quota-ledger.ts'
import { createRecorder } from './pipeline/recorder.ts'
import { createRecovery } from './pipeline/recovery.ts'
import { readReleasedItems } from './pipeline/released-items.ts'
import { authenticate } from './pipeline/stages/authenticate.ts'
import { RELEASED_ITEM } from './pipeline/stages/expand-references.ts'
import { ACKNOWLEDGMENT } from './pipeline/stages/require-acknowledgments.ts'
import { issuerRelaxations } from './policy/issuer-relaxations.ts'
import type { PolicySet } from './policy/policy-set.ts'
import type { KeyRing } from './records/key-ring.ts'
import { createLedger } from './records/ledger.ts'
import { proveEntries } from './records/prove.ts'
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
  const policy = (): PolicySet => options.policy
  // Lines gather for a moment: a write of its own for each exchange is dear, and the log of record is another.
  const logLines =
    options.logStream ??
    pino.destination({ sync: false, minLength: LOG_GATHERED_CHARS, maxWrite: 4 * LOG_GATHERED_CHARS })
  const log = pino({ level: options.logLevel ?? 'info', base: null }, logLines as never)
  const flushing = setInterval(() => log.flush(), LOG_FLUSH_MS).unref()
  const registry = createRegistry()
  const own = {
    agency: options.policy.profile.agency,
    series: options.policy.retention.default,
    policy: options.policy.version,
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
    REVOKED_SUBJECT,
    REVOKED_ISSUER,
    SUSPENSION,
    QUOTA,
    RELEASED_ITEM,
    'released-blob',
  ])
  const ledger = createLedger(store, state, ids, () => ({
    version: options.policy.version,
    series: options.policy.retention.default,
  }))
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
  const identity = openIdentity({
    policy,
    clock,
    cacheFolder: `${config.data}/issuer-keys`,
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
  })
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
    quotas: createQuotaLedger(clock, state.all(QUOTA)),
    items: readReleasedItems(store),
    registry,
    pseudonymKey: pseudonymKey(options.recordKey),
    noticeUrl: `${config.publicUrl}/api/v1/notices`,
    egress,
    credentialOf: (reference) => secrets.credential(reference),
    log,
    store,
    format,
    observe: (event: ExchangeEvent) => {
      metrics.observe(event)
      log.info({ event: 'exchange', ...event, exchange: event.exchange })
    },
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
  /** The caller of a route that isn't an exchange, at the origin that its DPoP proof must name. */
  const identifyAt = async (
    request: Parameters<typeof arrivalOf>[0],
    publicUrl: string,
  ): Promise<Principal | Refusal> => {
    const exchange = gateway.open(arrivalOf(request), null)
    gateway.drop(exchange)
    const refused = await authenticate.run(exchange, { authenticator, sender, publicUrl } as never)
    if (refused !== null) return refused
    const principal = exchange.principal!
    return isRevoked(principal, (kind, key) => state.get(kind, key)) ? refusal('credential_revoked') : principal
  }
  const identify = (request: Parameters<typeof arrivalOf>[0]) => identifyAt(request, config.publicUrl)
  refuseUnknownRoutes(server, gateway)
  await server.register(healthRoutes, {
    store: () => store.health(),
    policyVersion: () => options.policy.version,
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
      governanceApi(api, { identify, policyVersion: () => options.policy.version })
      await api.register(meRoutes, { contract, policy, clock })
      await api.register(acknowledgmentRoutes, { contract, policy, ledger, clock })
      await api.register(recordRoutes, { contract, policy, store, ledger, prove: proveExchange(store) })
      await api.register(revocationRoutes, { contract, ledger, registry, clock, forget: () => authenticator.forget() })
    },
    { prefix: '/api/v1' },
  )
  const applications = await applicationMounts({
    config,
    policy,
    identify: (request) => identifyAt(request, config.appsOrigin ?? config.publicUrl),
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
      policy: options.policy.digest,
      demo: options.demo === true,
    },
  })
  // From the first moment there is a signed checkpoint that a later state can be held against.
  await store.checkpoint()
  const interrupted = await store.recoverInterrupted({ open: new Set() })
  if (interrupted.length > 0) log.warn({ event: 'recovered', interrupted: interrupted.length })

  return {
    server,
    applications,
    gateway,
    store,
    registry,
    authenticator,
    owed,
    log,
    async close(graceMs = 10_000) {
      draining = true
      const timer = setTimeout(
        () =>
          registry.interrupt(
            () => true,
            new Interruption(
              'drain',
              refusal('upstream_unavailable', { rule: 'drain', message: 'The gateway is shutting down.' }),
            ),
          ),
        graceMs,
      )
      await Promise.all([server.close(), applications?.close()])
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

/** A `.tlog-proof` for each entry of an exchange. */
function proveExchange(
  store: SqliteRecordStore,
): (ref: ExchangeId) => Promise<readonly { index: number; type: string; proof: string }[]> {
  return async (ref) => {
    const entries = await store.exchange(ref)
    const proofs = await proveEntries(
      store,
      entries.map((entry) => entry.index),
    )
    return entries.map((entry, position) => ({ index: entry.index, type: entry.type, proof: proofs[position]! }))
  }
}
