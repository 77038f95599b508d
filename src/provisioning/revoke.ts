import type { StateChange } from '../core/record.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { REVOKED_ISSUER, REVOKED_SUBJECT, type Revocation, type RevocationCause } from '../core/revocation.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { Composed } from './deactivation.ts'

/** Whose tokens die: one subject's, or all of an issuer's, issued until `before` (seconds since the epoch; null: now). */
export interface RevokeOrder {
  readonly issuer: string
  readonly subject: string | null
  readonly before: number | null
  readonly cause: RevocationCause
  readonly reason: string
}

export interface Revoked {
  readonly issuer: string
  readonly subject: string | null
  readonly before: number
}

/** Clause MO-09. Tokens die, grants don't: a new sign-in works at once (MS-05). */
export function composeRevocation(order: RevokeOrder, rows: StateRows, now: number): Composed<Revoked> | Refusal {
  const { issuer, subject, cause, reason } = order
  const seconds = Math.floor(now / 1000)
  const asked = order.before ?? seconds
  // In the future it would outlaw sign-ins that haven't happened.
  if (!(asked <= seconds)) {
    return refusal('malformed_body', {
      rule: 'issued-before',
      clause: 'MS-05',
      message: 'issued_before lies in the future, or is no instant.',
      next: 'Name an instant that has passed, or leave it out.',
    })
  }
  const kind = subject === null ? REVOKED_ISSUER : REVOKED_SUBJECT
  const change = revocationChange(rows, kind, subject === null ? issuer : `${issuer}|${subject}`, {
    before: asked,
    cause,
    reason,
  })
  const { before } = change.value as Revocation
  return {
    meta: { action: 'revoke', issuer, subject, before, cause, reason },
    state: [change],
    result: { issuer, subject, before },
  }
}

/** What died stays dead: a revocation that reaches further than a new one is kept. */
export function revocationChange(rows: StateRows, kind: string, key: string, asked: Revocation): StateChange {
  const known = rows.get(kind, key) as Revocation | undefined
  return { kind, key, value: known !== undefined && known.before > asked.before ? known : asked }
}
