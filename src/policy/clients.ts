import type { Principal } from '../core/principal.ts'
import type { Client, PolicySet } from './policy-set.ts'

/** The registration of the app that the caller's token was issued to, or null. */
export function clientOf(
  policy: Pick<PolicySet, 'index'>,
  principal: Pick<Principal, 'issuer' | 'client'>,
): Client | null {
  return policy.index.clients[`${principal.issuer} ${principal.client}`] ?? null
}
