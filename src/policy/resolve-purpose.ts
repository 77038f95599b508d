import type { Principal } from '../core/principal.ts'
import { clientOf } from './clients.ts'
import type { PurposeFact } from './facts.ts'
import type { PolicySet } from './policy-set.ts'

/** What a call is for: as stated, else as its app is registered, else as the profile assumes for its kind of subject. */
export function resolvePurpose(policy: PolicySet, principal: Principal, stated: string | null): PurposeFact {
  if (stated !== null) return { id: stated, source: 'stated' }
  const app = clientOf(policy, principal)?.defaultPurpose
  if (app !== undefined) return { id: app, source: 'app-default' }
  return { id: policy.defaultPurposes[principal.subjectType] ?? null, source: 'profile-default' }
}
