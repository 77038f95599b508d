import type { StateRows } from '../../core/state-rows.ts'
import type { Composed } from '../deactivation.ts'
import { EVENT_KINDS } from './event-kinds.ts'
import { eventSubject } from './event-subject.ts'
import { unreadable } from './signal-refused.ts'

/** State kind of signals that were taken, by `issuer|jti`: one that comes again changes nothing, also after a restart. */
export const SIGNAL_TAKEN = 'signal-taken'

/** A verified security event token (RFC 8417), read. */
export interface SecurityEvent {
  readonly id: string
  /** When it happened by the transmitter's clock, milliseconds since the epoch. */
  readonly at: number
  readonly type: string
  readonly claims: Readonly<Record<string, unknown>>
  readonly subject: unknown
}

type Claims = Readonly<Record<string, unknown>>

/** How far a transmitter's clock may be ahead, seconds. */
const AHEAD_SECONDS = 300

/** Reads the claims of a verified token; throws `SignalRefused`. `now` in milliseconds since the epoch. */
export function readSecurityEvent(claims: Claims, now: number): SecurityEvent {
  const { jti, iat, events } = claims
  if (typeof jti !== 'string' || jti === '' || jti.length > 256) throw unreadable('The token has no jti.')
  if (typeof iat !== 'number' || !(iat >= 0)) throw unreadable('The token has no iat.')
  if (iat * 1000 > now + AHEAD_SECONDS * 1000) throw unreadable('The token was issued in the future.')
  // What an access token or an ID token has, a security event has not (RFC 8417 section 4.5).
  if ('exp' in claims || 'nonce' in claims) throw unreadable('A security event token has neither exp nor nonce.')
  const named = typeof events === 'object' && events !== null && !Array.isArray(events) ? Object.entries(events) : []
  if (named.length !== 1) throw unreadable('The token must hold exactly one event.')
  const [type, body] = named[0] as [string, unknown]
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw unreadable('The event is not an object.')
  const event = body as Claims
  const happened = typeof event['event_timestamp'] === 'number' ? event['event_timestamp'] : iat
  if (!(happened >= 0)) throw unreadable('event_timestamp is not an instant.')
  return {
    id: jti,
    // A clock that runs ahead, or counts milliseconds, must not outlaw sign-ins that haven't happened.
    at: Math.min(happened * 1000, now),
    type,
    claims: event,
    // SSF 1.0 has the subject beside the events, its drafts inside of them.
    subject: claims['sub_id'] ?? event['subject'],
  }
}

export interface Taken {
  readonly outcome: 'taken' | 'repeated'
}

/** Clauses MO-09, MS-11. Throws `SignalRefused` for a subject that can't be told. */
export function composeSecurityEvent(
  { id, at, type, claims, subject }: SecurityEvent,
  source: { readonly transmitter: string; readonly issuer: string },
  rows: StateRows,
): Composed<Taken> {
  const key = `${source.transmitter}|${id}`
  if (rows.get(SIGNAL_TAKEN, key) !== undefined) return { meta: null, state: [], result: { outcome: 'repeated' } }
  const seen = { kind: SIGNAL_TAKEN, key, value: { at: new Date(at).toISOString() } }
  const meta = { action: 'security-event', event: type, jti: id, transmitter: source.transmitter }
  const effect = Object.hasOwn(EVENT_KINDS, type) ? EVENT_KINDS[type] : undefined
  if (effect === undefined) return { meta: { ...meta, effect: 'none' }, state: [seen], result: { outcome: 'taken' } }
  const about = eventSubject(subject, source.issuer, rows)
  const changes = effect({ subject: about, at: Math.floor(at / 1000), claims, rows })
  return {
    meta: {
      ...meta,
      person: about.principalKey,
      session: about.session,
      effect: changes.map(({ kind }) => kind).join(', ') || 'none',
    },
    state: [...changes, seen],
    result: { outcome: 'taken' },
  }
}
