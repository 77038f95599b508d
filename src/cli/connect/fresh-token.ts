import { ConnectProblem } from './find-issuer.ts'

export interface IssuedTokens {
  readonly accessToken: string
  /** Absent: the token can't be renewed, and ends when it ends. */
  readonly refreshToken?: string | undefined
  readonly lifeSeconds: number
}

/** An access token that is good for some time yet, whenever it is asked for. */
export interface FreshToken {
  /** Rejects with {@link ConnectProblem} when the person must sign in again. */
  get(): Promise<string>
}

/** A token is renewed when a fifth of its life is left, and never later than this before its end. */
const RENEW_BEFORE_MS = 60_000

/**
 * Keeps one token in memory, nowhere else. Renewed by the first call that finds it old, once for all callers; while it is
 * still good, a renewal that fails doesn't fail the call.
 */
export function keepFresh(
  issued: IssuedTokens,
  refresh: (refreshToken: string) => Promise<IssuedTokens>,
  now: () => number = Date.now,
): FreshToken {
  let held = hold(issued, issued.refreshToken)
  let renewing: Promise<void> | null = null

  function hold(tokens: IssuedTokens, refreshToken: string | undefined) {
    const endsAt = now() + tokens.lifeSeconds * 1_000
    const ahead = Math.max(RENEW_BEFORE_MS, (tokens.lifeSeconds * 1_000) / 5)
    return { accessToken: tokens.accessToken, refreshToken, endsAt, renewAt: endsAt - ahead }
  }

  function renew(refreshToken: string): Promise<void> {
    renewing ??= refresh(refreshToken)
      .then((tokens) => {
        held = hold(tokens, tokens.refreshToken ?? refreshToken)
      })
      .finally(() => {
        renewing = null
      })
    return renewing
  }

  return {
    async get() {
      if (now() >= held.renewAt && held.refreshToken !== undefined)
        await renew(held.refreshToken).catch(() => undefined)
      if (now() >= held.endsAt) throw new ConnectProblem('the sign-in has ended; run statehouse connect again')
      return held.accessToken
    },
  }
}
