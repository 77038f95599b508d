import type { Principal } from './principal.ts'
import type { StateRows } from './state-rows.ts'

/** Why access ended. Only `separated` is referred to legal (clause MO-12); `signed-out` is nobody's misconduct. */
export const REVOCATION_CAUSES = [
  'separated',
  'withdrawn',
  'lost-device',
  'compromised',
  'misuse',
  'signed-out',
  'other',
] as const
export type RevocationCause = (typeof REVOCATION_CAUSES)[number]

/** A revocation in force: tokens issued until `before` (seconds since the epoch) are dead. A new sign-in works. */
export interface Revocation {
  readonly before: number
  readonly reason: string
  readonly cause: RevocationCause
}

/** State kinds under which revocations are kept: by principal key, by issuer, by `issuer|session id`. */
export const REVOKED_SUBJECT = 'revoked-subject'
export const REVOKED_ISSUER = 'revoked-issuer'
export const REVOKED_SESSION = 'revoked-session'
/** By principal key: dead tokens that name no session, where the subject signed out of one. */
export const REVOKED_UNNAMED = 'revoked-unnamed-session'
/** By principal key: the subject signed out of everything. Beside the revocations, whose cause it must not change. */
export const SIGNED_OUT = 'signed-out'

/** A revocation, and what it was found by: the name of the one incident that use after it opens. */
export interface RevocationFound {
  readonly revocation: Revocation
  readonly found: string
}

/** The revocation that makes a principal's token dead: the subject's own, the issuer's, or that of its session. */
export function revocationOf(principal: Principal, rows: StateRows): RevocationFound | null {
  const { key, issuer, sessionId } = principal
  return (
    reaching(principal, rows, REVOKED_SUBJECT, key) ??
    reaching(principal, rows, REVOKED_ISSUER, issuer) ??
    reaching(principal, rows, SIGNED_OUT, key) ??
    (sessionId === null
      ? reaching(principal, rows, REVOKED_UNNAMED, key)
      : reaching(principal, rows, REVOKED_SESSION, `${issuer}|${sessionId}`))
  )
}

function reaching(principal: Principal, rows: StateRows, kind: string, key: string): RevocationFound | null {
  const row = rows.get(kind, key) as Partial<Revocation> | undefined
  if (row === undefined) return null
  const before = Number(row.before)
  // A session that ended is over, whenever its tokens were issued.
  if (kind !== REVOKED_SESSION && principal.issuedAt > before) return null
  const revocation = { before, reason: row.reason ?? '', cause: row.cause ?? 'other' }
  return { revocation, found: `${kind}|${key}|${before}` }
}
