/** What kind of subject a credential stands for (clause MS-01). */
export type SubjectType = 'employee' | 'contractor' | 'guest' | 'service' | 'public'

/** Somebody who acts for the subject (RFC 8693 4.1), nearest first in a chain. */
export interface Actor {
  readonly issuer: string
  readonly subject: string
}

/** By what name rows of state know somebody, who asks or acts: `issuer|subject`. */
export function principalKey({ issuer, subject }: Actor): string {
  return `${issuer}|${subject}`
}

/** Who is asking: what a verified token says, after the issuer profile and `units.yaml` have read it. Never from a header. */
export interface Principal {
  /** Exact `iss` of the token. */
  readonly issuer: string
  /** The issuer's stable, never reassigned name of the subject. */
  readonly subject: string
  /** `issuer|subject`: the key of acknowledgments, quotas, revocations, placeholders. */
  readonly key: string
  readonly subjectType: SubjectType
  /** The registered app that the token was issued to. */
  readonly client: string
  readonly agency: string
  readonly unit: string
  readonly roles: readonly string[]
  readonly email: string | null
  /** Authenticator assurance level (NIST SP 800-63B). */
  readonly assurance: 1 | 2 | 3
  /** The token's `jti`, or a digest of the token where it has none. */
  readonly tokenId: string
  /** Seconds since the epoch. */
  readonly issuedAt: number
  readonly expiresAt: number
  /** The sign-in session (`sid`) that the token belongs to; null where the issuer names none. */
  readonly sessionId: string | null
  /** Seconds since the epoch: when the person last proved who they are (`auth_time`); null where the issuer doesn't say. */
  readonly authenticatedAt: number | null
  /** Who acts for the subject: empty where the subject acts. */
  readonly actors: readonly Actor[]
  /** Courses completed, as the token or the training register says: course id → RFC 3339 date of completion. */
  readonly training: Readonly<Record<string, string>>
}

/** Whether a person asks, by themselves: a review, a document, a conversation is theirs and no app’s. */
export function isPerson({ subjectType, actors }: Pick<Principal, 'subjectType' | 'actors'>): boolean {
  return subjectType !== 'service' && subjectType !== 'public' && actors.length === 0
}
