import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { Arrival } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'

/** Header names in which vendors' SDKs send a key; a state token is taken there, anything else is a vendor key. */
const VENDOR_HEADERS = ['api-key', 'x-api-key', 'x-goog-api-key'] as const

/** Clauses MS-34, MS-35: a state-issued token, verified, or nothing. */
export const authenticate: RequestStage = {
  name: 'authenticate',
  onFault: 'record_unavailable',
  run(exchange, { authenticator }) {
    if (exchange.arrival.repeatedCredential) {
      return refusal('duplicate_key', {
        rule: 'one-credential',
        clause: 'MS-34',
        message: 'Two Authorization headers were sent.',
        next: 'Send one.',
      })
    }
    const bearer = bearerToken(exchange.arrival)
    const token = bearer ?? vendorHeader(exchange.arrival)
    if (token === null) return challenge(refusal('credential_missing'))
    // SDKs send their key in a header of the vendor's. What no trusted issuer signed there is a vendor's key.
    if (bearer === null && !authenticator.looksStateIssued(token)) {
      return refusal('credential_not_state_issued', { rule: 'identity:vendor-key', clause: 'MS-35' })
    }
    const known = authenticator.cached(token)
    if (known) {
      exchange.principal = known
      return null
    }
    return authenticator.authenticate(token).then((result) => {
      if (result.kind === 'refused') return challenge(result.refusal)
      exchange.principal = result.principal
      return null
    })
  },
}

function bearerToken({ headers: { authorization } }: Arrival): string | null {
  if (typeof authorization !== 'string' || authorization === '') return null
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? authorization
}

function vendorHeader({ headers }: Arrival): string | null {
  for (const name of VENDOR_HEADERS) {
    const value = headers[name]
    if (typeof value === 'string' && value !== '') return value
  }
  return null
}

/** RFC 6750 3: a 401 tells how to come back. */
function challenge(refused: Refusal): Refusal {
  if (!refused.code.startsWith('credential_') || refused.code === 'credential_not_state_issued') return refused
  const error = refused.code === 'credential_missing' ? '' : ', error="invalid_token"'
  return { ...refused, headers: { ...refused.headers, 'WWW-Authenticate': `Bearer realm="statehouse"${error}` } }
}
