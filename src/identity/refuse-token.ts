import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { DPOP_ALGORITHMS } from './dpop-proof.ts'
import { refusalCodeFor, type TokenFault } from './token-refused.ts'

const REALM = 'realm="statehouse"'
const ALGORITHMS = `algs="${DPOP_ALGORITHMS.join(' ')}"`

/** How to come back without a credential: both schemes (RFC 6750 3, RFC 9449 7.1). */
export const CHALLENGE = `Bearer ${REALM}, DPoP ${ALGORITHMS}`

/** The refusal of a token: its code for the caller, the fault as its rule for the record. */
export function refuseToken(fault: TokenFault, freshNonce: () => string = () => ''): Refusal {
  const code = refusalCodeFor(fault)
  return refusal(code, {
    rule: `identity:${fault.replaceAll('_', '-')}`,
    clause: clauseOf(fault),
    ...(WORDS[fault] ?? {}),
    ...(code === 'credential_not_state_issued' ? {} : { headers: challengeFor(fault, freshNonce) }),
  })
}

/** RFC 6750 3.1, RFC 9449 7.1 and 9: what was wrong with the token, or with the proof for it. */
function challengeFor(fault: TokenFault, freshNonce: () => string): Record<string, string> {
  if (fault === 'proof_nonce')
    return { 'WWW-Authenticate': `DPoP error="use_dpop_nonce", ${ALGORITHMS}`, 'DPoP-Nonce': freshNonce() }
  if (fault === 'proof_missing') return { 'WWW-Authenticate': `DPoP error="invalid_token", ${ALGORITHMS}` }
  if (fault.startsWith('proof_')) return { 'WWW-Authenticate': `DPoP error="invalid_dpop_proof", ${ALGORITHMS}` }
  return { 'WWW-Authenticate': `Bearer ${REALM}, error="invalid_token"` }
}

function clauseOf(fault: TokenFault): string {
  if (fault === 'email_domain') return 'MS-22'
  if (fault === 'actor' || fault === 'actor_depth') return 'MO-20'
  if (fault === 'unbound' || fault === 'confirmation' || /^(proof|certificate)_/.test(fault)) return 'MS-06'
  return fault === 'tenant' || fault === 'account_kind' || fault === 'vendor_key' ? 'MS-35' : 'MS-34'
}

/** Where the code's own sentence would mislead. Callers of a 401 see the code's sentence only. */
const WORDS: { readonly [fault in TokenFault]?: Pick<Refusal, 'message' | 'next'> } = {
  actor: {
    message: 'The credential is used by an app that this gateway doesn’t know.',
    next: 'Let an app of a trusted issuer act for the person.',
  },
  actor_depth: {
    message: 'The credential was passed on by more apps than may act for a person.',
    next: 'Let the first or second app call the gateway itself.',
  },
  groups_unresolved: {
    message: 'The credential leaves out the groups of its subject, so their rights are not known.',
    next: 'Ask the directory’s administrator to send app roles in place of groups.',
  },
}
