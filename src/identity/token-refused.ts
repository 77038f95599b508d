import type { RefusalCode } from '../core/refusal-codes.ts'

/** Why a token isn't accepted: stable names for logs, metrics and tests. Callers of a 401 see the refusal's code only. */
export type TokenFault =
  | 'too_long'
  | 'not_compact'
  | 'vendor_key'
  | 'not_json'
  | 'duplicate_claim'
  | 'header_claim'
  | 'header_forbidden'
  | 'algorithm'
  | 'kid'
  | 'typ'
  | 'issuer'
  | 'issuer_ended'
  | 'key_unknown'
  | 'keys_unavailable'
  | 'signature'
  | 'claim_missing'
  | 'claim_forbidden'
  | 'claim_value'
  | 'audience'
  | 'expired'
  | 'not_yet_valid'
  | 'life_too_long'
  | 'tenant'
  | 'account_kind'
  | 'subject_type'
  | 'email_domain'
  | 'role'
  | 'groups_unresolved'
  | 'unit'
  | 'actor'
  | 'actor_depth'
  | 'confirmation'
  | 'unbound'
  | SenderFault

/** Why a token that is good in itself isn't accepted from this sender (RFC 9449, RFC 8705). */
export type SenderFault =
  | 'scheme'
  | 'proof_missing'
  | 'proof_invalid'
  | 'proof_key'
  | 'proof_target'
  | 'proof_time'
  | 'proof_token'
  | 'proof_nonce'
  | 'proof_replayed'
  | 'certificate_missing'
  | 'certificate_mismatch'

/** Thrown inside identity only; the authenticator turns it into a refusal. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
  readonly fault: TokenFault
  constructor(fault: TokenFault) {
    super(fault)
    this.fault = fault
  }
}

/** Proven to be somebody else's credential, or of an account that the State doesn't vouch for: 403. All else: 401. */
const NOT_STATE_ISSUED: ReadonlySet<TokenFault> = new Set([
  'vendor_key',
  'issuer',
  'issuer_ended',
  'tenant',
  'account_kind',
  'subject_type',
  'email_domain',
  'role',
  'groups_unresolved',
  'unit',
  'actor',
  'actor_depth',
])

export function refusalCodeFor(fault: TokenFault): Extract<RefusalCode, `credential_${string}`> {
  if (fault === 'expired') return 'credential_expired'
  return NOT_STATE_ISSUED.has(fault) ? 'credential_not_state_issued' : 'credential_invalid'
}
