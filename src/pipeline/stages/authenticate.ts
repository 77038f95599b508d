import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import { CHALLENGE, refuseToken } from '../../identity/refuse-token.ts'
import type { Presented, SenderCheck } from '../../identity/sender.ts'
import type { Verified } from '../../identity/verify-token.ts'
import type { Arrival, Exchange } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'

/** Header names in which vendors' SDKs send a key; a state token is taken there, anything else is a vendor key. */
const VENDOR_HEADERS = ['api-key', 'x-api-key', 'x-goog-api-key'] as const

/**
 * Clauses MS-06, MS-34, MS-35: a state-issued token, verified, from whoever holds the key that it is bound to, or nothing.
 * Headers that name a person are not read: who is asking is what the token says (MO-20).
 */
export const authenticate: RequestStage = {
  name: 'authenticate',
  onFault: 'record_unavailable',
  run(exchange, { authenticator, sender, publicUrl }) {
    if (exchange.arrival.repeatedCredential) {
      return refusal('duplicate_key', {
        rule: 'one-credential',
        clause: 'MS-34',
        message: 'Two Authorization headers were sent.',
        next: 'Send one.',
      })
    }
    const authorization = authorizationOf(exchange.arrival)
    const token = authorization?.token ?? vendorHeader(exchange.arrival)
    if (token === null) return refusal('credential_missing', { headers: { 'WWW-Authenticate': CHALLENGE } })
    // SDKs send their key in a header of the vendor's. What no trusted issuer signed there is a vendor's key.
    if (authorization === null && !authenticator.looksStateIssued(token)) return refuseToken('vendor_key')
    const scheme = authorization?.scheme ?? 'bearer'
    const known = authenticator.cached(token)
    if (known) {
      // The everyday case needs no turn of the loop: a bearer token, sent as one.
      if (known.binding === null && scheme === 'bearer') {
        exchange.principal = known.principal
        return null
      }
      return admit(exchange, known, presented(exchange.arrival, token, scheme, publicUrl), sender)
    }
    return authenticator
      .authenticate(token)
      .then((result) =>
        result.kind === 'refused'
          ? result.refusal
          : admit(exchange, result, presented(exchange.arrival, token, scheme, publicUrl), sender),
      )
  },
}

/** The token is good; its sender must be the one that it is bound to. */
async function admit(
  exchange: Exchange,
  { principal, binding }: Verified,
  credential: Presented,
  sender: SenderCheck,
): Promise<Refusal | null> {
  const fault = await sender.check(binding, credential)
  if (fault !== null) return refuseToken(fault, () => sender.freshNonce())
  exchange.principal = principal
  return null
}

function presented(arrival: Arrival, token: string, scheme: Presented['scheme'], publicUrl: string): Presented {
  const { dpop } = arrival.headers
  return {
    token,
    scheme,
    proof: typeof dpop === 'string' ? dpop : null,
    method: arrival.method,
    url: `${publicUrl}${arrival.path}`,
    certificate: arrival.clientCertificate,
  }
}

/** RFC 9110 11.6.2, schemes in any case; a text without a known scheme is taken whole, and refused as no token. */
function authorizationOf({ headers: { authorization } }: Arrival): Pick<Presented, 'scheme' | 'token'> | null {
  if (typeof authorization !== 'string' || authorization === '') return null
  const match = /^(Bearer|DPoP) +(\S+)$/i.exec(authorization)
  if (match === null) return { scheme: 'bearer', token: authorization }
  return { scheme: match[1]!.toLowerCase() as Presented['scheme'], token: match[2]! }
}

function vendorHeader({ headers }: Arrival): string | null {
  for (const name of VENDOR_HEADERS) {
    const value = headers[name]
    if (typeof value === 'string' && value !== '') return value
  }
  return null
}
