import type { Principal } from '../core/principal.ts'
import { clientOf } from './clients.ts'
import type { CatalogSystem, LabelStyle, PolicySet } from './policy-set.ts'

/** Which label an answer carries: the app's own where it is registered with one, else the system's. */
export function labelStyle(policy: PolicySet, system: CatalogSystem, principal: Principal): LabelStyle {
  return policy.disclosures.labels[clientOf(policy, principal)?.label ?? system.label]!
}

/** A label as it stands under an answer of a system. */
export function labelText(text: string, system: string): string {
  return text.replaceAll('{system}', () => system)
}
