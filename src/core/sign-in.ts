import type { SessionTokens } from './session.ts'

/** Where people sign in, as the policy says. */
export interface SignInPlace {
  readonly issuer: string
  readonly name: string
  /** Id of the client that is registered for the pages. */
  readonly client: string
  /** `env:NAME`, `file:PATH` or `none`: how the client authenticates. */
  readonly credential: string
  readonly scopes: readonly string[]
  /** Which token is the credential. */
  readonly tokenUse: 'access' | 'id'
}

/** What a sign-in must meet, in the issuer's own words (RFC 9470 section 3); empty: what the issuer asks of everybody. */
export interface SignInDemand {
  readonly acrValues?: string | undefined
  /** Seconds. */
  readonly maxAge?: string | undefined
}

/** What must come back with the answer to a sign-in. Secret: it is sealed while the person is away. */
export interface SignInQuestion {
  readonly issuer: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface SignInAnswer {
  readonly tokens: SessionTokens
  /** `sid` of the ID token. */
  readonly sessionId: string | null
}

/** The answer isn't one to the question, or the issuer refused. The reason is the issuer's own word or a code of ours. */
export class SignInFailed extends Error {
  override readonly name = 'SignInFailed'
  readonly reason: string
  constructor(reason: string, options?: ErrorOptions) {
    super(`sign-in failed: ${reason}`, options)
    this.reason = reason
  }
}

/** OpenID Connect's code flow with PKCE, state, nonce and issuer identification (RFC 7636, RFC 9207). */
export interface SignIn {
  /** Rejects with {@link SignInFailed} where the issuer can't be reached. */
  begin(
    place: SignInPlace,
    redirectUri: string,
    demand?: SignInDemand,
  ): Promise<{ url: string; question: SignInQuestion }>
  /** `answer` is the whole address that the browser came back to. Rejects with {@link SignInFailed}. */
  finish(place: SignInPlace, answer: URL, question: SignInQuestion): Promise<SignInAnswer>
  /** Rejects with {@link SignInFailed} where the directory gives no more. */
  renew(place: SignInPlace, refreshToken: string): Promise<SessionTokens>
  /** Where signing out at the issuer begins (RP-initiated logout); null where it has no such place. */
  endUrl(place: SignInPlace): Promise<string | null>
}

/** Where an app gets tokens of its own. */
export interface AppPlace {
  readonly issuer: string
  readonly client: string
  /** `env:NAME` or `file:PATH`. */
  readonly credential: string
  readonly scopes: readonly string[]
}

/** Tokens by which the gateway’s own pages ask as a registered app, and as nobody more. */
export interface AppTokens {
  /** Rejects where the issuer can’t be reached, or says no. */
  token(place: AppPlace): Promise<string>
  /** It was refused: the next one is a new one. */
  forget(place: AppPlace): void
}
