import { readFileSync } from 'node:fs'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { Gateway } from '../pipeline/gateway.ts'
import { clientCertificates } from './client-certificate.ts'
import { arrivalOf } from './exchange-routes.ts'
import { securityHeaders } from './security-headers.ts'
import { sendRefusal } from './send-refusal.ts'
import { refuseUnreadable } from './unreadable-requests.ts'
import { validateWhenAsked } from './validate-when-asked.ts'

export interface ServerOptions {
  readonly tls: {
    readonly cert: string
    readonly key: string
    /** Authority of client certificates: with it they are asked for, and a client without one is served all the same. */
    readonly clientCa: string | null
  } | null
  readonly trustedProxies: readonly string[]
  readonly log: FastifyBaseLogger
  /** Host names that requests must be for; null: any. Demo mode lists its own, against DNS rebinding. */
  readonly hosts: readonly string[] | null
  /** Where a client finds out how to get a token; named in every 401 (RFC 9728 5.1). */
  readonly resourceMetadata: string
}

/** How long headers may take, and how often that is looked at. */
const slowness = { headersTimeout: 20_000, connectionsCheckingInterval: 1_000 }

/** The Fastify instance with what every route shares. Routes are added by `app.ts`, visibly. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const { tls } = options
  const app = Fastify({
    loggerInstance: options.log,
    // A line per request would hold addresses and times of people; exchanges are in the log of record.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    bodyLimit: 1024 * 1024,
    // Slow headers and bodies hold no connection for ever; how long an answer takes isn't counted.
    requestTimeout: 300_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 256 },
    // Validators are compiled as they are: to simplify their code costs a start more than it ever saves.
    ajv: {
      customOptions: { removeAdditional: false, coerceTypes: 'array', allErrors: false, code: { optimize: false } },
    },
    ...(tls === null
      ? { http: slowness }
      : {
          https: {
            ...slowness,
            cert: readFileSync(tls.cert),
            key: readFileSync(tls.key),
            minVersion: 'TLSv1.2',
            ...askingForCertificates(tls.clientCa),
          },
        }),
  }) as unknown as FastifyInstance
  validateWhenAsked(app)
  const headers = securityHeaders(tls !== null)
  app.decorateRequest('exchange', null)
  app.decorateRequest('clientCertificate', null)
  const certificateOf = clientCertificates({
    terminatesHere: tls !== null && tls.clientCa !== null,
    trustedProxies: options.trustedProxies,
  })
  app.addHook('onRequest', async (request, reply) => {
    request.clientCertificate = certificateOf(request.raw)
    reply.headers(headers)
    if (options.hosts !== null && !options.hosts.includes(request.hostname.toLowerCase())) {
      return reply
        .code(421)
        .send({ error: { code: 'route_not_governed', message: 'This server does not answer for that host name.' } })
    }
  })
  // By callback: a turn of the loop more would be one in which a connection with an unread body can break.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    const challenge = reply.statusCode === 401 ? reply.getHeader('www-authenticate') : undefined
    if (typeof challenge === 'string')
      reply.header('www-authenticate', challenge.replace(' ', ` resource_metadata="${options.resourceMetadata}", `))
    done()
  })
  return app
}

function askingForCertificates(clientCa: string | null): object {
  return clientCa === null ? {} : { ca: readFileSync(clientCa), requestCert: true, rejectUnauthorized: false }
}

/** Whatever isn't a route of ours never reaches an upstream (clauses MS-39, MS-59): 404, in the vendor's shape, recorded. */
export function refuseUnknownRoutes(
  app: FastifyInstance,
  gateway: Gateway,
  page: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null = () => null,
): void {
  const refuse = async (request: FastifyRequest, reply: FastifyReply, refused: Refusal): Promise<FastifyReply> => {
    const exchange = gateway.open(arrivalOf(request), null)
    return sendRefusal(request, reply, gateway.format.refuse(exchange, await gateway.refused(exchange, refused)))
  }
  const unknown = (request: FastifyRequest): Refusal =>
    refusal('route_not_governed', { detail: `${request.method} ${request.url.split('?', 1)[0]!.slice(0, 200)}` })
  app.setNotFoundHandler(async (request, reply) => {
    // A person who mistyped an address asks for nothing that a policy could allow.
    return page(request, reply) ?? refuse(request, reply, unknown(request))
  })
  // A body that nobody asked for may be unreadable as well; routes have handlers of their own.
  app.setErrorHandler(async (error, request, reply) => {
    if (request.is404) return refuse(request, reply, unknown(request))
    request.log.error({ event: 'route.fault', fault: error instanceof Error ? error.name : typeof error })
    return refuse(request, reply, refusal('record_unavailable', { rule: 'fault:route' }))
  })
  refuseUnreadable(app, gateway)
}
