import type { Principal } from './principal.ts'
import type { StateRows } from './state-rows.ts'

/** State kind, by principal key: a credential changed, so only a sign-in after it counts (CAEP credential-change). */
export const SIGN_IN_DEMANDED = 'sign-in-demanded'

/** Seconds since the epoch; the proof must be younger. */
export interface SignInDemand {
  readonly after: number
  readonly reason: string
}

/** The demand that a principal hasn't met. Where the issuer doesn't say when it proved the person, it isn't met. */
export function unmetDemand({ key, authenticatedAt }: Principal, rows: StateRows): SignInDemand | null {
  const demand = rows.get(SIGN_IN_DEMANDED, key) as SignInDemand | undefined
  if (demand === undefined) return null
  return authenticatedAt !== null && authenticatedAt > demand.after ? null : demand
}
