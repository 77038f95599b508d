import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { CatalogModel, CatalogSystem, PolicySet } from './policy-set.ts'
import { prohibitedModelName } from './prohibited-match.ts'
import type { PolicyWireId } from './schema/terms.ts'

export type ResolvedSystem =
  | { readonly kind: 'found'; readonly system: CatalogSystem; readonly model: CatalogModel }
  | { readonly kind: 'refuse'; readonly refusal: Refusal }

/** The approved system behind a `model`: a catalog alias or `system/model`. What isn't listed is refused (MS-28). */
export function resolveSystem(policy: PolicySet, name: string, wire: PolicyWireId): ResolvedSystem {
  const found = policy.index.models[name]
  if (found === undefined) {
    const barred = prohibitedModelName(name, policy.prohibited.entries)
    const code = barred === null ? 'system_not_approved' : 'prohibited_technology'
    return { kind: 'refuse', refusal: refusal(code, { rule: barred === null ? 'catalog' : 'prohibited' }) }
  }
  const wires = found.model.wires ?? found.system.upstream.wires
  if (!wires.includes(wire)) {
    const detail = `System ${found.system.id} is not approved for this endpoint with this model.`
    return { kind: 'refuse', refusal: refusal('system_not_approved', { rule: 'catalog', detail }) }
  }
  return { kind: 'found', ...found }
}
