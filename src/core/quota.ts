/** A limit on use: so many requests and tokens in one window. `null`: not limited. */
export interface QuotaLimit {
  /** Name in the policy, shown in refusals. */
  readonly id: string
  readonly clauses: readonly string[]
  readonly requestsMax: number | null
  readonly tokensMax: number | null
}

/** What has been used in a window; reservations of open exchanges are counted apart. */
export interface QuotaUse {
  requests: number
  tokens: number
  reservedTokens: number
}

/** What an exchange has taken from each quota that holds for it, until its true usage is known. */
export interface Reservation {
  readonly keys: readonly string[]
  readonly tokens: number
}

/** Which bound one more request of `tokens` would break, or null. */
export function brokenBound(limit: QuotaLimit, use: QuotaUse, tokens: number): 'requests' | 'tokens' | null {
  if (limit.requestsMax !== null && use.requests + 1 > limit.requestsMax) return 'requests'
  if (limit.tokensMax !== null && use.tokens + use.reservedTokens + tokens > limit.tokensMax) return 'tokens'
  return null
}

/** Takes one request and `tokens`. Taking before forwarding is what keeps parallel calls from overspending together. */
export function take(use: QuotaUse, tokens: number): void {
  use.requests += 1
  use.reservedTokens += tokens
}

/** Replaces a reservation by what was really used. */
export function settle(use: QuotaUse, reservedTokens: number, usedTokens: number): void {
  use.reservedTokens -= reservedTokens
  use.tokens += usedTokens
}

/** The local calendar day of an instant: `2026-11-22`. Quotas run from midnight to midnight, on days of 23 and 25 hours too. */
export function localDay(now: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
}

/** Seconds until the local day ends, for `Retry-After`. */
export function secondsToMidnight(now: number, timeZone: string): number {
  const today = localDay(now, timeZone)
  let low = now
  let high = now + 26 * 3_600_000
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2)
    if (localDay(middle, timeZone) === today) low = middle
    else high = middle
  }
  return Math.ceil((high - now) / 1000)
}
