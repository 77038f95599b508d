import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import { StoreUnavailable } from '../../core/ports.ts'
import type { Deactivation } from '../../provisioning/deactivation.ts'
import { composeLogout, readLogoutToken } from '../../provisioning/events/logout-token.ts'
import { SignalDeferred, SignalRefused } from '../../provisioning/events/signal-refused.ts'
import type { VerifiedSignal } from '../../provisioning/events/verify-signals.ts'

export interface LogoutParts {
  readonly deactivation: Deactivation
  readonly clock: Clock
  /** Throws `SignalRefused` for a token that isn't a trusted issuer's. */
  readonly verify: (token: string) => Promise<VerifiedSignal>
}

/** OpenID Connect Back-Channel Logout 1.0 (clause MO-09): the identity provider says that a session is over. */
export async function backchannelLogoutRoutes(app: FastifyInstance, parts: LogoutParts): Promise<void> {
  const { deactivation, clock, verify } = parts
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 64 * 1024 },
    (_request, body, done) => done(null, body),
  )
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  // Section 2.8: 400 with an error body, whatever was wrong.
  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof StoreUnavailable || error instanceof SignalDeferred)
      return reply.code(503).header('retry-after', '1').send()
    const description = error instanceof SignalRefused ? error.message : 'Send a form with one logout_token.'
    const isOurs =
      !(error instanceof SignalRefused) && !(typeof error === 'object' && error !== null && 'statusCode' in error)
    request.log.warn({ event: isOurs ? 'logout.fault' : 'logout.refused', description })
    return reply.code(isOurs ? 500 : 400).send({ error: 'invalid_request', error_description: description })
  })
  app.post('/oidc/backchannel-logout', async (request, reply) => {
    const tokens = new URLSearchParams(typeof request.body === 'string' ? request.body : '').getAll('logout_token')
    if (tokens.length !== 1) throw new SignalRefused('invalid_request', 'Send a form with one logout_token.')
    const { claims, profile } = await verify(tokens[0]!)
    const logout = readLogoutToken(claims, profile.claims.subject, clock.now())
    await deactivation.enact({ signal: 'logout', at: logout.issuedAt * 1000, actor: `oidc:${profile.id}` }, (rows) =>
      composeLogout(logout, profile.issuer, rows),
    )
    return reply.code(200).send()
  })
}
