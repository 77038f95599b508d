import { blockOf } from './block.ts'
import { type Actor, type Principal, principalKey } from './principal.ts'
import { type Refusal, refusal } from './refusal-codes.ts'
import { type RevocationCause, revocationOf } from './revocation.ts'
import { unmetDemand } from './sign-in-demand.ts'
import type { StateRows } from './state-rows.ts'
import { type SuspensionRow, suspensionScope, suspensionsInForce, useOf } from './suspension.ts'

/** Why a principal with a good token goes no further. */
export interface Fall {
  readonly refusal: Refusal
  /** The incident that further use belongs to (clause MO-12); null: use that is nobody's misconduct. */
  readonly incident: FallIncident | null
}

export interface FallIncident {
  /** One name for all attempts after the same act. */
  readonly name: string
  /** Key of whose access had ended: the subject, or whoever acts for it, who alone is to answer for the use. */
  readonly person: string
  readonly cause: RevocationCause
  readonly reason: string
  /** Seconds since the epoch. */
  readonly since: number
}

/** Clauses MO-09, MO-24, MS-31: whether a principal still stands now (milliseconds since the epoch); null when it does. */
export function fallOf(principal: Principal, rows: StateRows, now: number): Fall | null {
  const ended = accessEnded(principal, rows)
  if (ended !== null) return ended
  // Whoever acts for somebody must stand too (RFC 8693 section 4.1).
  const actors = principal.actors.map((actor) => asPrincipal(actor, principal))
  for (const actor of actors) {
    const fallen = accessEnded(actor, rows)
    if (fallen !== null) return fallen
  }
  for (const one of [principal, ...actors]) {
    const held = heldBack(one, rows, now)
    if (held !== null) return held
  }
  return null
}

/** An actor as rows know people. When it signed in isn't told: it did by the time that the token was issued to it. */
function asPrincipal({ issuer, subject }: Actor, principal: Principal): Principal {
  const key = principalKey({ issuer, subject })
  return { ...principal, issuer, subject, key, sessionId: null, authenticatedAt: principal.issuedAt }
}

/** Access that hasn't ended, and isn't to be used now: a sign-in that is too old, or a leader's suspension. */
function heldBack(principal: Principal, rows: StateRows, now: number): Fall | null {
  const demand = unmetDemand(principal, rows)
  if (demand !== null)
    return { refusal: signInAgain(Math.max(0, Math.floor(now / 1000) - demand.after)), incident: null }
  const stop = suspensionsInForce(rows, suspensionScope(principal), now).find(({ target }) => target === 'person')
  return stop === undefined ? null : { refusal: suspended(stop), incident: null }
}

function accessEnded(principal: Principal, rows: StateRows): Fall | null {
  const { key } = principal
  const blocked = blockOf(principal, rows)
  if (blocked !== null) return revoked(key, blocked.found, blocked.block.since, blocked.block)
  const found = revocationOf(principal, rows)
  return found === null ? null : revoked(key, found.found, found.revocation.before, found.revocation)
}

function revoked(
  person: string,
  name: string,
  since: number,
  { cause, reason }: { cause: RevocationCause; reason: string },
): Fall {
  const headers = { 'www-authenticate': 'Bearer realm="statehouse", error="invalid_token"' }
  return {
    refusal: refusal('credential_revoked', { headers }),
    incident: cause === 'signed-out' ? null : { name, person, cause, reason, since },
  }
}

/** RFC 9470 section 3: the sign-in must be younger than the change. */
function signInAgain(maxAge: number): Refusal {
  return refusal('assurance_required', {
    rule: 'sign-in-demanded',
    clause: 'MO-09',
    message: 'A credential of yours has changed since you signed in.',
    next: 'Sign in again.',
    headers: { 'www-authenticate': `Bearer error="insufficient_user_authentication", max_age="${maxAge}"` },
  })
}

/** The reason is told: whoever is stopped must know what to answer to. */
export function suspended(stop: SuspensionRow): Refusal {
  if (stop.target === 'person') {
    return refusal('system_suspended', {
      rule: `suspension:${stop.id}`,
      clause: 'MO-24',
      message: `Your access to AI systems is suspended${ending(stop)}: ${stop.reason}`,
      next: 'You can appeal to the leader above your unit’s, or to HR; name the suspension by its rule.',
    })
  }
  return refusal('system_suspended', {
    rule: `suspension:${stop.id}`,
    message: `${useOf(stop)} is suspended${ending(stop)}: ${stop.reason}`,
  })
}

function ending({ until }: SuspensionRow): string {
  return until === null ? '' : ` until ${until}`
}
