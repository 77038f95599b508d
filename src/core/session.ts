import type { Actor } from './principal.ts'

/** State kind of sign-ins at the pages; the key is the SHA-256 of the session's id, base64url. No row: no session. */
export const SESSION = 'session'

/** Nothing was asked for so long: the session ends (milliseconds). */
export const SESSION_IDLE_MS = 30 * 60_000
/** Whatever was asked for, it ends then (milliseconds). */
export const SESSION_LIFE_MS = 12 * 3_600_000

/** A sign-in. The log holds it, so that every gateway of the log knows it, and its end. */
export interface SessionRow extends Actor {
  readonly agency: string
  /** Seconds since the epoch: a revocation of tokens from before then ends the session, though its token is newer. */
  readonly signedInAt: number
  /** Milliseconds since the epoch. */
  readonly endsAt: number
  /** The issuer's name for the sign-in (`sid`), which its logout names. */
  readonly sessionId: string | null
  /** The tokens, under a key that needs the session's id: who has the log and the gateway's keys can't open it. */
  readonly sealed: string
}

/** State kind of approved applications that a session has open; the key is the SHA-256 of the cookie's id, base64url. */
export const APP_SESSION = 'app-session'

/** An approved application that a person opened from the pages. It stands as long as the session does that it was opened from. */
export interface AppSessionRow {
  /** Key of the session's row: with that row this one goes. */
  readonly session: string
  readonly application: string
  /** Milliseconds since the epoch. */
  readonly endsAt: number
  /** The session's id, under a key that needs the id in the cookie: who has the log and the gateway's keys can't open it. */
  readonly sealed: string
}

/** What the pages hold of a sign-in at the issuer. */
export interface SessionTokens {
  /** What the authenticator verifies, as it does for every caller of the API. */
  readonly credential: string
  readonly refreshToken: string | null
  /** Milliseconds since the epoch: the credential is to be renewed before then. */
  readonly renewAt: number
}
