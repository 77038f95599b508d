import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import { StoreUnavailable } from '../../core/ports.ts'
import type { Deactivation } from '../../provisioning/deactivation.ts'
import { composeSecurityEvent, readSecurityEvent } from '../../provisioning/events/security-event.ts'
import { SignalDeferred, SignalRefused } from '../../provisioning/events/signal-refused.ts'
import type { VerifiedSignal } from '../../provisioning/events/verify-signals.ts'

export interface SsfParts {
  readonly deactivation: Deactivation
  readonly clock: Clock
  /** Throws `SignalRefused` for a token that isn't a trusted transmitter's. */
  readonly verify: (token: string) => Promise<VerifiedSignal>
  readonly count: (outcome: 'taken' | 'repeated' | 'refused') => void
}

/**
 * Push receiver of security event tokens (RFC 8935): CAEP and RISC events (clauses MO-09, MS-11). 202 once what it does is
 * durable and in force; one that comes again is acknowledged and changes nothing.
 */
export async function ssfEventRoutes(
  app: FastifyInstance,
  { deactivation, clock, verify, count }: SsfParts,
): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/secevent+jwt',
    { parseAs: 'string', bodyLimit: 64 * 1024 },
    (_request, body, done) => done(null, body),
  )
  app.setErrorHandler(async (error, request, reply) => {
    count('refused')
    if (error instanceof StoreUnavailable || error instanceof SignalDeferred)
      return reply.code(503).header('retry-after', '1').send()
    const refused = error instanceof SignalRefused ? error : null
    const isTheirs =
      typeof error === 'object' && error !== null && 'statusCode' in error && Number(error.statusCode) < 500
    if (refused === null && !isTheirs) {
      request.log.error({ event: 'ssf.fault', fault: error instanceof Error ? error.name : typeof error })
      return reply.code(500).send()
    }
    const { error: err, message: description } =
      refused ?? new SignalRefused('invalid_request', 'Send one token as application/secevent+jwt.')
    request.log.warn({ event: 'ssf.refused', err, description })
    return reply.code(400).header('content-language', 'en').send({ err, description })
  })
  app.post('/ssf/events', async (request, reply) => {
    if (typeof request.body !== 'string') throw new SignalRefused('invalid_request', 'The request has no token.')
    const { claims, signer, profile } = await verify(request.body.trim())
    const event = readSecurityEvent(claims, clock.now())
    const outcome = await deactivation.enact(
      { signal: 'security-event', at: event.at, actor: `ssf:${profile.id}` },
      (rows) => composeSecurityEvent(event, { transmitter: signer, issuer: profile.issuer }, rows),
    )
    if ('code' in outcome) throw new SignalRefused('invalid_request', outcome.message)
    count(outcome.result.outcome)
    return reply.code(202).send()
  })
}
