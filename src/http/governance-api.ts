import type { FastifyInstance, FastifyRequest } from 'fastify'
import { decodeUtf8Strict, JsonRefusal, parseJsonStrict, valueOf } from '../core/json-text.ts'
import { StateMoved, StoreUnavailable } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import { REFUSALS, type Refusal, type RefusalCode, refusal } from '../core/refusal-codes.ts'
import { problemDetails, refusalHeaders } from './error-body.ts'

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null
  }
}

/** A refusal on its way out of a handler. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: Refusal
  constructor(code: RefusalCode, overrides: Partial<Omit<Refusal, 'code'>> = {}) {
    super(code)
    this.refusal = refusal(code, overrides)
  }
}

export interface ApiParts {
  /** The caller, or why not: same tokens, same rules as inference. */
  readonly identify: (request: FastifyRequest) => Promise<Principal | Refusal>
  readonly policyVersion: () => string
}

/** What all routes of `/api/v1` share: the caller is known before a handler runs, and errors are problem details (RFC 9457). */
export function governanceApi(app: FastifyInstance, parts: ApiParts): void {
  app.decorateRequest('principal', null)
  app.addHook('onRequest', async (request) => {
    const identified = await parts.identify(request)
    if ('code' in identified) throw Object.assign(new Refused(identified.code), { refusal: identified })
    request.principal = identified
  })
  strictJson(app)
  problemErrors(app, parts.policyVersion)
}

/** Bodies are read as inference's are: every key once, and nothing that two readers could understand differently. */
export function strictJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, valueOf(parseJsonStrict(decodeUtf8Strict(body as Buffer))))
    } catch (error) {
      done(error as Error)
    }
  })
}

/** Whatever goes wrong in a route is told as problem details (RFC 9457). */
export function problemErrors(app: FastifyInstance, policyVersion: () => string): void {
  app.setErrorHandler(async (error, request, reply) => {
    const refused = refusalOf(error)
    if (refused === null)
      request.log.error({ event: 'api.fault', fault: error instanceof Error ? error.name : typeof error })
    const shown = refused ?? refusal('record_unavailable', { rule: 'fault:api' })
    return reply
      .code(REFUSALS[shown.code].status)
      .headers(refusalHeaders(shown))
      .type('application/problem+json')
      .send(problemDetails(shown, null, policyVersion()))
  })
}

/** The caller of a route below {@link governanceApi}, or of a page. */
export function callerOf(request: Pick<FastifyRequest, 'principal'>): Principal {
  if (request.principal === null) throw new Error('route outside the governance API')
  return request.principal
}

/** What was asked for, unless it was refused: then it is thrown. */
export function allowed<T extends object | null>(outcome: T): Exclude<T, Refusal> {
  if (outcome !== null && 'code' in outcome) {
    const refused = outcome as unknown as Refusal
    throw new Refused(refused.code, refused)
  }
  return outcome as Exclude<T, Refusal>
}

/** The refusal behind what a route threw; null: a fault. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refused) return error.refusal
  if (error instanceof JsonRefusal)
    return refusal(error.code, { message: `${error.detail} (at character ${error.offset}).` })
  if (error instanceof StateMoved) return refusal('conflict', { rule: 'stale' })
  if (error instanceof StoreUnavailable) return refusal('record_unavailable', { retryAfterSeconds: 1 })
  if (typeof error !== 'object' || error === null) return null
  const code = 'code' in error ? error.code : ''
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refusal('body_too_large')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refusal('media_type_not_governed')
  if ('validation' in error && 'message' in error)
    return refusal('malformed_body', {
      message: `The request is not what this route accepts: ${String(error.message)}.`,
    })
  if ('statusCode' in error && error.statusCode === 400) return refusal('malformed_body')
  return null
}
