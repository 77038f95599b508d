import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { citedClause } from './cite.ts'
import type { CatalogModel, CatalogSystem, PolicySet } from './policy-set.ts'
import { prohibitedModelName } from './prohibited-match.ts'
import type { PolicyWireId } from './schema/terms.ts'

const BARRED = ['prohibited_technology', 'prohibited', 'MS-18'] as const

export type ResolvedSystem =
  | { readonly kind: 'found'; readonly system: CatalogSystem; readonly model: CatalogModel }
  | { readonly kind: 'refuse'; readonly refusal: Refusal }

/**
 * The approved system behind a `model`: a catalog alias or `system/model`. What isn't listed is refused (MS-28).
 * A model's approved successor takes its place when its day has come (MS-54).
 */
export function resolveSystem(policy: PolicySet, name: string, wire: PolicyWireId, now: number): ResolvedSystem {
  const found = policy.index.models[name]
  if (found === undefined) {
    const barred = prohibitedModelName(name, policy.prohibited.entries)
    const [code, rule, clause] = barred === null ? (['system_not_approved', 'catalog', 'MS-28'] as const) : BARRED
    return { kind: 'refuse', refusal: refusal(code, { rule, clause: citedClause(policy, clause) }) }
  }
  const wires = found.model.wires ?? found.system.upstream.wires
  if (!wires.includes(wire)) {
    const detail = `System ${found.system.id} is not approved for this endpoint with this model.`
    const clause = citedClause(policy, 'MS-28')
    return { kind: 'refuse', refusal: refusal('system_not_approved', { rule: 'catalog', clause, detail }) }
  }
  const next = policy.index.successors[`${found.system.id} ${found.model.id}`]
  const model = next !== undefined && now >= next.from ? next.model : found.model
  return { kind: 'found', system: found.system, model }
}
