import type { Principal } from '../core/principal.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Statement } from './statement.ts'

/**
 * Why a sign-in is no signature (MS-36): too weak for the seat, too old, or of unknown age; null where it is one. `now` is
 * milliseconds since the epoch.
 */
export function stepUpNeeded(
  policy: PolicySet,
  { assurance, authenticatedAt, issuer }: Principal,
  { level, withinMinutes }: Statement['demanded'],
  now: number,
): Refusal | null {
  const isStrong = assurance >= level
  const isNew = authenticatedAt !== null && authenticatedAt * 1000 > now - withinMinutes * 60_000
  if (isStrong && isNew) return null
  const { acr = {}, acrs = {} } = policy.index.issuers[issuer]?.assurance ?? {}
  const values = Object.entries({ ...acr, ...acrs }).filter(([, offered]) => offered >= level)
  const challenge = [
    'Bearer error="insufficient_user_authentication"',
    'error_description="An approval is signed by a new sign-in"',
    ...(level > 1 && values.length > 0 ? [`acr_values="${values.map(([value]) => value).join(' ')}"`] : []),
    `max_age="${withinMinutes * 60}"`,
  ].join(', ')
  return refusal('assurance_required', {
    rule: 'approval-signature',
    message: `An approval is signed by a sign-in of the last ${withinMinutes} minutes, at level ${level} or above.`,
    next: 'Sign in again with your passkey or other strong method, then approve.',
    headers: { 'WWW-Authenticate': challenge },
  })
}
