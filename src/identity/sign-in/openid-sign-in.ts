import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  ClientSecretPost,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client'
import type { Clock } from '../../core/ids.ts'
import type { SessionTokens } from '../../core/session.ts'
import { type SignIn, SignInFailed, type SignInPlace } from '../../core/sign-in.ts'

/** So long the issuer's own description of itself is believed. */
const DISCOVERED_MS = 3_600_000
/** A credential is renewed so long before its end, seconds. */
const RENEW_BEFORE = 60

export interface OpenidSignInOptions {
  readonly clock: Clock
  readonly fetch: CustomFetch
  /** The client's secret, by the name that the policy gives; null: it has none. */
  readonly credentialOf: (reference: string) => string | null
  /** Whether an issuer may be spoken to without TLS: one on this machine. */
  readonly isLocal: (issuer: string) => boolean
}

/** Signs people in by `openid-client`, which checks what comes back: state, nonce, issuer, signature, times. */
export function openidSignIn({ clock, fetch, credentialOf, isLocal }: OpenidSignInOptions): SignIn {
  const known = new Map<string, { readonly configuration: Configuration; readonly at: number }>()

  async function configurationOf(place: SignInPlace): Promise<Configuration> {
    const name = `${place.issuer} ${place.client}`
    const held = known.get(name)
    if (held !== undefined && clock.now() - held.at < DISCOVERED_MS) return held.configuration
    const secret = credentialOf(place.credential)
    const configuration = await discovery(
      new URL(place.issuer),
      place.client,
      undefined,
      secret === null ? None() : ClientSecretPost(secret),
      { [customFetch]: fetch, execute: isLocal(place.issuer) ? [allowInsecureRequests] : [], timeout: 10 },
    )
    known.set(name, { configuration, at: clock.now() })
    return configuration
  }

  function tokensOf(
    place: SignInPlace,
    answer: TokenEndpointResponse & TokenEndpointResponseHelpers,
    before: string | null,
  ): SessionTokens {
    const credential = place.tokenUse === 'id' ? answer.id_token : answer.access_token
    if (credential === undefined) throw new SignInFailed('no_id_token')
    const life = answer.expiresIn() ?? 0
    return {
      credential,
      refreshToken: answer.refresh_token ?? before,
      renewAt: clock.now() + Math.max(0, life - RENEW_BEFORE) * 1_000,
    }
  }

  return {
    async begin(place, redirectUri, demand) {
      return attempt(async () => {
        const configuration = await configurationOf(place)
        const question = {
          issuer: place.issuer,
          state: randomState(),
          nonce: randomNonce(),
          verifier: randomPKCECodeVerifier(),
        }
        const url = buildAuthorizationUrl(configuration, {
          redirect_uri: redirectUri,
          response_type: 'code',
          scope: place.scopes.join(' '),
          code_challenge: await calculatePKCECodeChallenge(question.verifier),
          code_challenge_method: 'S256',
          state: question.state,
          nonce: question.nonce,
          // Somebody who is signed in is asked once more.
          ...(demand === undefined ? {} : { prompt: 'login' }),
          ...(demand?.acrValues === undefined ? {} : { acr_values: demand.acrValues }),
          ...(demand?.maxAge === undefined ? {} : { max_age: demand.maxAge }),
        })
        return { url: url.href, question }
      })
    },
    async finish(place, answer, { state, nonce, verifier }) {
      return attempt(async () => {
        const configuration = await configurationOf(place)
        const tokens = await authorizationCodeGrant(configuration, answer, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        const sid = tokens.claims()?.['sid']
        return { tokens: tokensOf(place, tokens, null), sessionId: typeof sid === 'string' ? sid : null }
      })
    },
    async renew(place, refreshToken) {
      return attempt(async () =>
        tokensOf(place, await refreshTokenGrant(await configurationOf(place), refreshToken), refreshToken),
      )
    },
    async endUrl(place) {
      return attempt(async () => {
        const configuration = await configurationOf(place)
        if (configuration.serverMetadata().end_session_endpoint === undefined) return null
        // Without a hint: no token of anybody's stands in an address.
        return buildEndSessionUrl(configuration).href
      })
    },
  }
}

/** The issuer's own word for it; never the answer itself, which holds a code. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof SignInFailed) throw cause
    const { error, code } = (typeof cause === 'object' && cause !== null ? cause : {}) as Record<string, unknown>
    const reason = typeof error === 'string' ? error : typeof code === 'string' ? code : 'unreachable'
    throw new SignInFailed(/^[A-Za-z0-9_-]{1,64}$/.test(reason) ? reason : 'unreadable', { cause })
  }
}
