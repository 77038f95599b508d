import type { Authenticator } from './authenticator.ts'
import { REFRESH_MS } from './key-source.ts'
import type { TrustedIssuer } from './trust.ts'

/**
 * Looks after all issuers' keys from the start on, so that a withdrawn key stops working and a new one works whether or not
 * anybody has asked meanwhile. Asks four times as often as keys grow old: an outage's end is noticed soon.
 */
export function keepKeysFresh(
  authenticator: Pick<Authenticator, 'refreshKeys'>,
  isWanted?: (issuer: TrustedIssuer) => boolean,
): { stop(): void } {
  const refresh = (): void => {
    authenticator.refreshKeys(isWanted).catch(() => undefined)
  }
  refresh()
  const timer = setInterval(refresh, REFRESH_MS / 4).unref()
  return { stop: () => clearInterval(timer) }
}
