import { allowInsecureRequests, ClientSecretPost, clientCredentialsGrant, customFetch, discovery } from 'openid-client'
import type { AppPlace, AppTokens } from '../../core/sign-in.ts'
import type { OpenidSignInOptions } from './openid-sign-in.ts'

/** A token is renewed so long before its end, milliseconds. */
const RENEW_BEFORE_MS = 60_000

/** OAuth's client credentials (RFC 6749 4.4): a token is asked for once, and again shortly before it ends. */
export function openidAppTokens({ clock, fetch, credentialOf, isLocal }: OpenidSignInOptions): AppTokens {
  const held = new Map<string, { readonly token: string; readonly until: number }>()
  const asking = new Map<string, Promise<string>>()

  async function ask(place: AppPlace, name: string): Promise<string> {
    const secret = credentialOf(place.credential)
    if (secret === null) throw new Error(`no credential for ${place.client}`)
    const configuration = await discovery(new URL(place.issuer), place.client, undefined, ClientSecretPost(secret), {
      [customFetch]: fetch,
      execute: isLocal(place.issuer) ? [allowInsecureRequests] : [],
      timeout: 10,
    })
    const answer = await clientCredentialsGrant(configuration, { scope: place.scopes.join(' ') })
    const life = (answer.expiresIn() ?? 0) * 1_000
    held.set(name, { token: answer.access_token, until: clock.now() + life - RENEW_BEFORE_MS })
    return answer.access_token
  }

  return {
    async token(place) {
      const name = `${place.issuer} ${place.client}`
      const known = held.get(name)
      if (known !== undefined && clock.now() < known.until) return known.token
      let answer = asking.get(name)
      if (answer === undefined) {
        answer = ask(place, name).finally(() => asking.delete(name))
        asking.set(name, answer)
      }
      return answer
    },
    forget: ({ issuer, client }) => void held.delete(`${issuer} ${client}`),
  }
}
