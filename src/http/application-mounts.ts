import { AsyncLocalStorage } from 'node:async_hooks'
import { readFileSync } from 'node:fs'
import httpProxy from '@fastify/http-proxy'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Agent, type Dispatcher } from 'undici'
import type { Config } from '../config.ts'
import type { Principal } from '../core/principal.ts'
import { REFUSALS, type Refusal, refusal } from '../core/refusal-codes.ts'
import type { Application, PolicySet } from '../policy/policy-set.ts'
import { type ApplicationEntry, applicationEntry, type EntryParts } from './application-entry.ts'
import { holdSocket, socketOptions } from './application-sockets.ts'
import type { ApplicationVisits } from './application-visits.ts'
import { buildServer } from './build-server.ts'
import { problemDetails, refusalHeaders } from './error-body.ts'
import { PROTECTED_RESOURCE_PATH } from './routes/protected-resource.ts'
import { isOwnRequest } from './session/own-origin.ts'
import { foreignForm } from './session/session-caller.ts'
import type { Session } from './session/sessions.ts'

/** A token for a visitor, good no longer than `until` (milliseconds since the epoch); null: nobody further may act for them. */
export type HandToken = (
  visitor: Principal,
  to: { readonly client: string; readonly until: number },
) => Promise<string | null>

export interface MountParts {
  readonly config: Config
  readonly policy: () => PolicySet
  /** By a token of the caller's own. */
  readonly identify: (request: FastifyRequest) => Promise<Principal | Refusal>
  /** Records a refused visit; gives the record's id and what the visitor is told. */
  readonly refused: (
    request: FastifyRequest,
    caller: Principal | null,
    refused: Refusal,
  ) => Promise<{ record: string; shown: Refusal }>
  readonly log: FastifyBaseLogger
  readonly caFile: string | null
  readonly visits: ApplicationVisits
  readonly hosts: readonly string[] | null
  /** What an application that asks models for its visitors is given for each. */
  readonly hand: HandToken
  /** How people who are signed in at the pages come in. */
  readonly entry: EntryParts
}

/** What an application is sent of the client's headers. Credentials, cookies, forwarding headers and vendor keys are not in it. */
const REQUEST_HEADERS =
  /^(accept|accept-language|cache-control|content-type|content-length|if-(none-)?match|if-(un)?modified-since|range|user-agent)$/
/** Holds the token for the visitor; whatever a visitor sends under that name never arrives. */
const SUBJECT_TOKEN = 'ai-subject-token'
/** What an application's answer may not set on our origin. Its cookies would never come back to it, and could stand for ours. */
const RESPONSE_HEADERS_DROPPED =
  /^(strict-transport-security|public-key-pins|alt-svc|clear-site-data|content-length|set-cookie)$/

/** How often what is open is asked whether it may stay so, beside what is cut at once. */
const RECHECK_MS = 1_000

/**
 * Approved applications, passed on whole at `/apps/{id}/*` on an origin of their own, so that their scripts and cookies
 * share nothing with the gateway's. Returns null where no origin is configured.
 */
export async function applicationMounts(parts: MountParts): Promise<FastifyInstance | null> {
  const { config, policy } = parts
  if (config.appsOrigin === null) return null
  const app = buildServer({
    tls: config.tls,
    trustedProxies: config.trustedProxies,
    log: parts.log,
    hosts: parts.hosts,
    resourceMetadata: `${config.publicUrl}${PROTECTED_RESOURCE_PATH}`,
  })
  app.setNotFoundHandler((request, reply) => refuse(request, reply, refusal('route_not_governed'), parts))
  // A path that climbs, for example.
  app.setErrorHandler((error, request, reply) => {
    const isTheirs =
      typeof error === 'object' && error !== null && 'statusCode' in error && Number(error.statusCode) < 500
    const code = isTheirs ? 'malformed_body' : 'upstream_unavailable'
    return refuse(request, reply, refusal(code, { rule: 'http' }), parts)
  })
  const signals = new AsyncLocalStorage<AbortSignal>()
  const agent = abortingAgent(signals, parts.caFile)
  const clock = setInterval(() => parts.visits.recheck(), RECHECK_MS).unref()
  app.addHook('onClose', () => {
    clearInterval(clock)
    return agent.close()
  })
  const entry = applicationEntry(app, parts.entry)
  for (const application of policy().applications) {
    await app.register((scope) => mount(scope, application, { ...parts, admitted: entry }, signals, agent))
  }
  return app
}

async function mount(
  scope: FastifyInstance,
  application: Application,
  parts: MountParts & { readonly admitted: ApplicationEntry },
  signals: AsyncLocalStorage<AbortSignal>,
  agent: Dispatcher,
): Promise<void> {
  const tokens = new WeakMap<object, string>()
  const handed = (request: unknown): Record<string, string> => {
    const token = tokens.get(request as object)
    return token === undefined ? {} : { [SUBJECT_TOKEN]: token }
  }
  scope.addHook('onRequest', async (request, reply) => {
    const { admitted } = parts
    const turnAway = async (refused: Refusal, caller: Principal | null = null): Promise<FastifyReply> => {
      // Nobody was refused anything who only has to sign in first.
      const sent =
        refused.code === 'credential_missing' && admitted.way(request, reply, application, refused.code, null)
      if (sent) return sent
      const { record, shown } = await parts.refused(request, caller, refused)
      return admitted.way(request, reply, application, shown.code, record) ?? answer(reply, record, shown, parts)
    }
    const { upgrade } = request.headers
    if (upgrade !== undefined && upgrade.toLowerCase() !== 'websocket')
      return turnAway(refusal('route_not_governed', { rule: 'no-upgrade' }))
    const visitor = await visitorOf(request, reply, application, parts)
    if ('code' in visitor) return turnAway(visitor)
    const { principal: identified, session } = visitor
    const current = parts.policy().applications.find(({ id }) => id === application.id)
    // Connections are set up at start: an application that went, or moved elsewhere, is not passed on to the old place.
    if (current === undefined || current.origin !== application.origin)
      return turnAway(refusal('system_not_approved', { rule: 'catalog' }), identified)
    const refused = parts.visits.begin(request, identified, current, session)
    if (refused !== null) return turnAway(refused, identified)
    if (upgrade !== undefined) holdSocket(request, parts.visits)
    const token = await tokenFor(identified, session, current, parts.hand)
    if (token !== null) tokens.set(upgrade === undefined ? request : request.raw, token)
    // reply-from looks for a departed client only once the upstream answers; this ends the call at once.
    reply.raw.on('close', () => parts.visits.over(request))
  })
  scope.addHook('preHandler', (request, _reply, done) => {
    const signal = parts.visits.signalOf(request)
    if (signal === undefined) return done(new Error('a visit that nobody admitted'))
    signals.run(signal, done)
  })
  await scope.register(httpProxy, {
    upstream: application.origin,
    prefix: `/apps/${application.id}`,
    rewritePrefix: '/',
    ...socketOptions(parts.caFile, handed),
    // What the application answers is its answer, also when it says to come back later.
    retryMethods: [],
    // Our own agent: the plugin's default accepts any certificate.
    undici: agent as never,
    replyOptions: {
      rewriteRequestHeaders: (request, headers) => ({
        ...only(headers, (name) => REQUEST_HEADERS.test(name)),
        ...handed(request),
      }),
      rewriteHeaders: (headers) => only(headers, (name) => !RESPONSE_HEADERS_DROPPED.test(name)),
      onError: (reply, { error }) => {
        const request = reply.request as FastifyRequest
        const refused = parts.visits.cutOf(request) ?? upstreamRefusal(error)
        const sent = refuse(request, reply as FastifyReply, refused, parts)
        void sent
      },
    },
  })
}

/** Who is there: by a token of their own, or by the cookie of this origin, and then only from a page of this origin. */
async function visitorOf(
  request: FastifyRequest,
  reply: FastifyReply,
  application: Application,
  parts: MountParts & { readonly admitted: ApplicationEntry },
): Promise<{ readonly principal: Principal; readonly session: Session | null } | Refusal> {
  const { headers, method } = request
  const found = headers.authorization === undefined ? await parts.admitted.visitor(request, application) : null
  if (found === null) {
    const principal = await parts.identify(request)
    return 'code' in principal ? principal : { principal, session: null }
  }
  if ('code' in found) return found
  if (!isOwnRequest(method, headers, new URL(parts.config.appsOrigin!).origin)) return foreignForm()
  if (found.renewedCookie !== null)
    reply.header('set-cookie', parts.admitted.cookieFor(application.id, found.renewedCookie))
  return { principal: found.session.principal, session: found.session }
}

/** Null: the application asks no models. A token is good no longer than the visit may be. */
async function tokenFor(
  visitor: Principal,
  session: Session | null,
  { client }: Application,
  hand: HandToken,
): Promise<string | null> {
  if (client === undefined) return null
  return hand(visitor, { client, until: session?.row.endsAt ?? visitor.expiresAt * 1_000 })
}

/** An agent that verifies certificates, follows no redirect and ends a call when its client leaves. */
function abortingAgent(signals: AsyncLocalStorage<AbortSignal>, caFile: string | null): Agent {
  const ca = caFile === null ? {} : { ca: readFileSync(caFile, 'utf8') }
  const agent = new Agent({
    connect: { rejectUnauthorized: true, minVersion: 'TLSv1.2', timeout: 5_000, ...ca },
    headersTimeout: 60_000,
    bodyTimeout: 300_000,
  })
  const request = agent.request.bind(agent) as (options: object, done: unknown) => unknown
  agent.request = ((options: object, done: unknown) =>
    request({ ...options, signal: signals.getStore() }, done)) as typeof agent.request
  return agent
}

/** The plugin wraps what happened in an error of its own. */
function upstreamRefusal({ cause, ...error }: Error): Refusal {
  const { code = '' } = (cause ?? error) as { code?: string }
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(code)) return refusal('upstream_tls')
  if (/TIMEOUT/.test(code)) return refusal('upstream_timeout')
  return refusal('upstream_unavailable')
}

async function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refusal,
  parts: MountParts,
  caller: Principal | null = null,
): Promise<FastifyReply> {
  const { record, shown } = await parts.refused(request, caller, refused)
  return answer(reply, record, shown, parts)
}

function answer(reply: FastifyReply, record: string, shown: Refusal, parts: MountParts): FastifyReply {
  return reply
    .code(REFUSALS[shown.code].status)
    .headers({ 'ai-record': record, ...refusalHeaders(shown) })
    .type('application/problem+json')
    .send(problemDetails(shown, record, parts.policy().version))
}

function only<T>(headers: Readonly<Record<string, T>>, keep: (name: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => keep(name.toLowerCase())))
}
