import type { StateChange } from '../../core/record.ts'
import { REVOKED_SESSION, REVOKED_UNNAMED, type Revocation, SIGNED_OUT } from '../../core/revocation.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { Composed } from '../deactivation.ts'
import { revocationChange } from '../revoke.ts'
import { SIGNAL_TAKEN } from './security-event.ts'
import { unreadable } from './signal-refused.ts'

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'

/** A verified logout token (OpenID Connect Back-Channel Logout 1.0 section 2.4), read. */
export interface Logout {
  readonly id: string
  /** Seconds since the epoch. */
  readonly issuedAt: number
  readonly subject: string | null
  readonly session: string | null
}

type Claims = Readonly<Record<string, unknown>>

/** What a clock may be off, and how long a token without an end is good for, seconds. */
const TOLERANCE_SECONDS = 30
const LIFE_SECONDS = 300

/**
 * Reads a verified token's claims by section 2.6; throws `SignalRefused`. `subjectClaim` is what the issuer's access tokens
 * name people by: where that isn't `sub`, the `sub` of a logout token is another name and is not used.
 */
export function readLogoutToken(claims: Claims, subjectClaim: string, now: number): Logout {
  const { jti, iat, exp, events, nonce, sid } = claims
  const seconds = now / 1000
  if (nonce !== undefined) throw unreadable('A logout token has no nonce.')
  if (typeof jti !== 'string' || jti === '' || jti.length > 256) throw unreadable('The logout token has no jti.')
  if (typeof iat !== 'number' || iat > seconds + TOLERANCE_SECONDS)
    throw unreadable('The logout token has no usable iat.')
  const end = typeof exp === 'number' ? exp : iat + LIFE_SECONDS
  if (end + TOLERANCE_SECONDS <= seconds) throw unreadable('The logout token has expired.')
  const event = typeof events === 'object' && events !== null ? (events as Claims)[LOGOUT_EVENT] : undefined
  if (typeof event !== 'object' || event === null) throw unreadable('The token doesn’t say that it is for a logout.')
  const subject = text(claims[subjectClaim])
  const session = text(sid)
  if (subject === null && session === null) throw unreadable('The logout token names neither a session nor a subject.')
  return { id: jti, issuedAt: Math.min(iat, Math.floor(seconds)), subject, session }
}

/** Clause MO-09: the session is over; without one, all of the subject's are. Throws `SignalRefused` for a repeated token. */
export function composeLogout(
  { id, issuedAt, subject, session }: Logout,
  issuer: string,
  rows: StateRows,
): Composed<object> {
  const key = `${issuer}|${id}`
  if (rows.get(SIGNAL_TAKEN, key) !== undefined) throw unreadable('This logout token has been used.')
  const revocation: Revocation = {
    before: issuedAt,
    cause: 'signed-out',
    reason: 'signed out at the identity provider',
  }
  const state: StateChange[] = [{ kind: SIGNAL_TAKEN, key, value: { at: new Date(issuedAt * 1000).toISOString() } }]
  const person = subject === null ? null : `${issuer}|${subject}`
  if (session !== null) state.push(revocationChange(rows, REVOKED_SESSION, `${issuer}|${session}`, revocation))
  if (person !== null) {
    // A token that doesn't say which session it belongs to may belong to this one.
    state.push(revocationChange(rows, session === null ? SIGNED_OUT : REVOKED_UNNAMED, person, revocation))
  }
  return { meta: { action: 'logout', person, session, jti: id, issuer }, state, result: {} }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= 512 ? value : null
}
