import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { Interruption } from '../core/registry.ts'
import type { Arrival, Exchange } from '../pipeline/exchange.ts'
import type { Gateway } from '../pipeline/gateway.ts'
import type { Wire } from '../wires/wire.ts'
import { hijackedReply } from './exchange-reply.ts'
import { sendRefusal } from './send-refusal.ts'

declare module 'fastify' {
  interface FastifyRequest {
    exchange: Exchange | null
    /** SHA-256 of the client's certificate, base64url; set by the server for every request. */
    clientCertificate: string | null
  }
}

/** Bodies larger than this are refused; also while they are still being sent. */
export const BODY_BYTES_MAX = 10 * 1024 * 1024

/** Every inference route of every wire: one handler that runs the stages and conducts the exchange. */
export async function exchangeRoutes(
  app: FastifyInstance,
  { gateway, wires }: { gateway: Gateway; wires: readonly Wire[] },
): Promise<void> {
  // Only JSON as exact bytes: whatever another parser would accept could pass unread.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX },
    (_request, body, done) => {
      done(null, body)
    },
  )
  app.setErrorHandler(async (error, request, reply) => {
    if (request.exchange === null) throw error
    return refuse(request.exchange, faultRefusal(error), request, reply)
  })

  const refuse = async (
    exchange: Exchange,
    refused: Refusal,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const shown = await gateway.refused(exchange, refused)
    return sendRefusal(request, reply, gateway.format.refuse(exchange, shown))
  }

  for (const wire of wires) {
    app.route({
      method: wire.method,
      url: wire.path,
      onRequest: async (request, reply) => {
        const exchange = gateway.open(arrivalOf(request), wire)
        request.exchange = exchange
        reply.raw.on('close', () => {
          if (!reply.raw.writableEnded) exchange.open.abort.abort(new Interruption('client_left', null))
        })
        const refused = await gateway.admit(exchange)
        if (refused) return refuse(exchange, refused, request, reply)
        const encoding = request.headers['content-encoding']
        if (encoding !== undefined && encoding !== 'identity')
          return refuse(exchange, refusal('media_type_not_governed'), request, reply)
      },
      handler: async (request, reply) => {
        const exchange = request.exchange!
        if (!Buffer.isBuffer(request.body))
          return refuse(exchange, refusal('malformed_body', { message: 'The request has no body.' }), request, reply)
        const refused = await gateway.judge(exchange, request.body)
        if (refused) return refuse(exchange, refused, request, reply)
        reply.hijack()
        await gateway.conduct(exchange, hijackedReply(reply.raw))
      },
    })
  }
}

/** What the HTTP layer alone knows of a request. */
export function arrivalOf(request: FastifyRequest): Arrival {
  return {
    method: request.method,
    path: pathOf(request.url),
    headers: request.headers,
    repeatedCredential: isRepeated(request.raw.rawHeaders, 'authorization'),
    remoteAddress: request.ip,
    clientCertificate: request.clientCertificate,
  }
}

function pathOf(url: string): string {
  const query = url.indexOf('?')
  return query < 0 ? url : url.slice(0, query)
}

/** Whether a header was sent more than once; Node drops all but the first, and `headersDistinct` sorts every header for it. */
function isRepeated(rawHeaders: readonly string[], name: string): boolean {
  let count = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const sent = rawHeaders[i]!
    if (sent.length === name.length && sent.toLowerCase() === name) count++
  }
  return count > 1
}

/** Fastify's own refusals, in our words. */
function faultRefusal(error: unknown): Refusal {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : ''
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refusal('body_too_large')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_INVALID_TYPE':
      return refusal('media_type_not_governed')
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refusal('malformed_body')
    default:
      return refusal('detector_unavailable', { rule: 'fault:http' })
  }
}
