import type { Claims } from './compact-token.ts'
import { TokenRefused } from './token-refused.ts'
import type { TrustedIssuer } from './trust.ts'

/** The key that a token is bound to (`cnf`, RFC 7800): whoever sends it must prove that they hold it. */
export interface Binding {
  /** Thumbprint of the DPoP key (RFC 9449 6.1). */
  readonly jkt: string | null
  /** SHA-256 of the client's certificate, base64url (RFC 8705 3.1). */
  readonly x5t: string | null
  /** A DPoP proof must hold a nonce of ours. */
  readonly nonce: boolean
}

/** SHA-256 in base64url. */
const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/

/**
 * What a token is bound to; null: a bearer token, where the issuer's profile lets it be one. A binding that isn't
 * understood is no reason to take the token for unbound: it is refused.
 */
export function bindingOf(claims: Claims, issuer: TrustedIssuer): Binding | null {
  const demanded = issuer.senderConstraint
  const cnf = claims['cnf']
  if (cnf === undefined) {
    if (demanded !== 'offered') throw new TokenRefused('unbound')
    return null
  }
  if (cnf === null || typeof cnf !== 'object' || Array.isArray(cnf)) throw new TokenRefused('confirmation')
  const { jkt = null, 'x5t#S256': x5t = null, ...others } = cnf as Claims
  if (Object.keys(others).length > 0 || (jkt === null && x5t === null)) throw new TokenRefused('confirmation')
  for (const print of [jkt, x5t])
    if (print !== null && (typeof print !== 'string' || !THUMBPRINT.test(print))) throw new TokenRefused('confirmation')
  if ((demanded === 'dpop' && jkt === null) || (demanded === 'mtls' && x5t === null)) throw new TokenRefused('unbound')
  return { jkt: jkt as string | null, x5t: x5t as string | null, nonce: issuer.dpopNonce }
}
