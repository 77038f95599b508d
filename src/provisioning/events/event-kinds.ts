import { BLOCKED, blockKey } from '../../core/block.ts'
import { DEVICE_NOT_COMPLIANT } from '../../core/device-posture.ts'
import type { StateChange } from '../../core/record.ts'
import { REVOKED_SESSION, REVOKED_SUBJECT, REVOKED_UNNAMED } from '../../core/revocation.ts'
import { SIGN_IN_DEMANDED, type SignInDemand } from '../../core/sign-in-demand.ts'
import type { StateRows } from '../../core/state-rows.ts'
import { revocationChange } from '../revoke.ts'
import type { EventSubject } from './event-subject.ts'
import { unreadable } from './signal-refused.ts'

/** One event as it reached us: whom it is about, when it happened (seconds since the epoch, never in the future), what it says. */
export interface EventFacts {
  readonly subject: EventSubject
  readonly at: number
  readonly claims: Readonly<Record<string, unknown>>
  readonly rows: StateRows
}

type Effect = (facts: EventFacts) => StateChange[]

const CAEP = 'https://schemas.openid.net/secevent/caep/event-type/'
const RISC = 'https://schemas.openid.net/secevent/risc/event-type/'

/** What each event does here (CAEP 1.0, RISC 1.0). Any other event is acknowledged and changes nothing. */
export const EVENT_KINDS: Readonly<Record<string, Effect>> = {
  [`${CAEP}session-revoked`]: sessionRevoked,
  [`${CAEP}credential-change`]: demandSignIn,
  [`${CAEP}device-compliance-change`]: deviceCompliance,
  [`${RISC}account-disabled`]: disableAccount,
  [`${RISC}account-purged`]: disableAccount,
  [`${RISC}account-enabled`]: enableAccount,
  [`${RISC}sessions-revoked`]: sessionRevoked,
  [`${RISC}credential-compromise`]: demandSignIn,
}

/** Tokens issued before the event are dead; where it names a session, that session is. */
function sessionRevoked({ subject, at, claims, rows }: EventFacts): StateChange[] {
  const revocation = { before: at, cause: 'withdrawn' as const, reason: reasonOf(claims, 'session revoked') }
  const { principalKey, session } = subject
  if (session === null) return [revocationChange(rows, REVOKED_SUBJECT, principalKey, revocation)]
  const issuer = principalKey.slice(0, principalKey.indexOf('|'))
  return [
    revocationChange(rows, REVOKED_SESSION, `${issuer}|${session}`, revocation),
    // A token that doesn't say which session it belongs to may belong to this one.
    revocationChange(rows, REVOKED_UNNAMED, principalKey, revocation),
  ]
}

function demandSignIn({ subject, at, claims, rows }: EventFacts): StateChange[] {
  const known = rows.get(SIGN_IN_DEMANDED, subject.principalKey) as SignInDemand | undefined
  const demand: SignInDemand = {
    after: Math.max(at, known?.after ?? 0),
    reason: reasonOf(claims, 'credential changed'),
  }
  return [{ kind: SIGN_IN_DEMANDED, key: subject.principalKey, value: demand }]
}

function deviceCompliance({ subject, at, claims, rows }: EventFacts): StateChange[] {
  const key = subject.principalKey
  const known = rows.get(DEVICE_NOT_COMPLIANT, key) as { readonly since: number } | undefined
  switch (claims['current_status']) {
    case 'not-compliant':
      return [
        {
          kind: DEVICE_NOT_COMPLIANT,
          key,
          value: { since: Math.max(at, known?.since ?? 0), reason: reasonOf(claims, 'device not compliant') },
        },
      ]
    case 'compliant':
      return lifted(DEVICE_NOT_COMPLIANT, key, known, at)
    default:
      throw unreadable('current_status must be compliant or not-compliant.')
  }
}

function disableAccount({ subject, at, claims, rows }: EventFacts): StateChange[] {
  const key = blockKey('signal', subject.principalKey)
  const known = rows.get(BLOCKED, key) as { readonly since: number } | undefined
  const why = typeof claims['reason'] === 'string' ? claims['reason'] : 'account disabled'
  const cause = why === 'hijacking' ? 'compromised' : 'withdrawn'
  const reason = reasonOf(claims, why)
  return [
    { kind: BLOCKED, key, value: { cause, reason, since: Math.max(at, known?.since ?? 0) } },
    // Enabled again, it takes a new sign-in all the same.
    revocationChange(rows, REVOKED_SUBJECT, subject.principalKey, { before: at, cause, reason }),
  ]
}

function enableAccount({ subject, at, rows }: EventFacts): StateChange[] {
  const key = blockKey('signal', subject.principalKey)
  return lifted(BLOCKED, key, rows.get(BLOCKED, key) as { readonly since: number } | undefined, at)
}

/** An event that lifts something lifts only what is older than itself: late or repeated, it changes nothing. */
function lifted(kind: string, key: string, known: { readonly since: number } | undefined, at: number): StateChange[] {
  return known !== undefined && at >= known.since ? [{ kind, key, value: null }] : []
}

/** CAEP 1.0 section 2: a text, or one for each language. */
function reasonOf(claims: Readonly<Record<string, unknown>>, otherwise: string): string {
  const said = claims['reason_admin']
  const text =
    typeof said === 'object' && said !== null ? ((said as { en?: unknown }).en ?? Object.values(said)[0]) : said
  return typeof text === 'string' && text !== '' ? text.slice(0, 500) : otherwise
}
