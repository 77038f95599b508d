import type { Principal } from './principal.ts'

/** A revocation in force: tokens issued before `before` (seconds since the epoch) are dead. A new sign-in works. */
export interface Revocation {
  readonly before: number
  readonly reason: string
}

/** State kinds under which revocations are kept: by principal key, by issuer. */
export const REVOKED_SUBJECT = 'revoked-subject'
export const REVOKED_ISSUER = 'revoked-issuer'

/** Whether a principal's token is dead, by subject or by issuer. */
export function isRevoked(principal: Principal, find: (kind: string, key: string) => unknown): boolean {
  return (
    isBefore(principal, find(REVOKED_SUBJECT, principal.key)) ||
    isBefore(principal, find(REVOKED_ISSUER, principal.issuer))
  )
}

function isBefore(principal: Principal, revocation: unknown): boolean {
  if (typeof revocation !== 'object' || revocation === null || !('before' in revocation)) return false
  return principal.issuedAt <= Number(revocation.before)
}
