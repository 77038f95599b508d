import type { Actor } from '../core/principal.ts'
import { requiredText } from './check-claims.ts'
import type { Claims } from './compact-token.ts'
import { TokenRefused } from './token-refused.ts'
import type { Trust, TrustedIssuer } from './trust.ts'

/** A person's app, and one that it works through; who stands further away answers for nothing. */
const ACTORS_MAX = 2

/**
 * Who acts for the subject: the `act` chain of a delegated token (RFC 8693 4.1), nearest first (MO-20). An actor without an
 * issuer is of the token's own; one of an issuer that isn't trusted is nobody we know.
 */
export function actorsOf(claims: Claims, issuer: TrustedIssuer, trust: Trust): readonly Actor[] {
  const actors: Actor[] = []
  for (let act = claims['act']; act !== undefined; act = (act as Claims)['act']) {
    if (actors.length === ACTORS_MAX) throw new TokenRefused('actor_depth')
    if (act === null || typeof act !== 'object' || Array.isArray(act)) throw new TokenRefused('actor')
    actors.push(actorOf(act as Claims, issuer, trust))
  }
  return actors
}

function actorOf(act: Claims, issuer: TrustedIssuer, trust: Trust): Actor {
  const named = act['iss'] ?? issuer.issuer
  if (typeof named !== 'string' || !trust.issuers.some((one) => one.issuer === named)) throw new TokenRefused('actor')
  try {
    return { issuer: named, subject: requiredText(act, 'sub') }
  } catch {
    throw new TokenRefused('actor')
  }
}
