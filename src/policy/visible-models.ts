import type { Principal } from '../core/principal.ts'
import { clientOf } from './clients.ts'
import { admits } from './grants.ts'
import type { CatalogModel, CatalogSystem, PolicySet } from './policy-set.ts'
import { rolesInForce } from './roles-in-force.ts'

export interface VisibleModel {
  /** The alias where there is one, else `system/model`. */
  readonly id: string
  readonly created: number
  readonly system: CatalogSystem
  readonly model: CatalogModel
}

/** The models that this caller may use now: the caller's own catalog, and the answer of `GET /v1/models`. */
export function visibleModels(policy: PolicySet, principal: Principal, now: number): VisibleModel[] {
  const client = clientOf(policy, principal)
  if (client === null || now >= client.endsAt) return []
  if (policy.index.issuers[principal.issuer]?.limitedTo?.inference === false) return []
  const caller = { ...principal, roles: rolesInForce(policy, principal) }
  return policy.systems
    .filter(
      (system) =>
        (system.approval.status === 'active' || system.approval.status === 'provisional') &&
        system.routable &&
        now < system.endsAt &&
        system.evidence.every(({ endsAt }) => now < endsAt) &&
        (client.systems === undefined || client.systems.includes(system.id)) &&
        system.grants.some((grant) => admits(grant, caller, now)),
    )
    .flatMap((system) =>
      system.models.map((model) => ({
        id: model.alias ?? `${system.id}/${model.id}`,
        created: model.created,
        system,
        model,
      })),
    )
}
