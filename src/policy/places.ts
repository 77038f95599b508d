import type { DocumentName } from './documents.ts'
import type { Facts } from './facts.ts'
import type { PolicySet } from './policy-set.ts'
import type { Sources } from './sources.ts'

/** `catalog.systems.sandbox` → `policies/demo/catalog.yaml:7`. A policy from the archive has none. */
export type Places = Readonly<Record<string, string>>

/** Where every row with an id stands; the file that was laid on top counts. */
export function placesOf(sources: Sources): Places {
  const places: Record<string, string> = Object.create(null)
  for (const name of Object.keys(sources) as DocumentName[]) {
    for (const source of sources[name]) {
      for (const [list, rows] of Object.entries(source.data as Record<string, unknown>)) {
        if (!Array.isArray(rows)) continue
        for (const [at, row] of rows.entries()) {
          const { file, line } = source.problemAt([list, at], '', '')
          if (hasId(row)) places[`${name}.${list}.${row.id}`] = `${file}:${line}`
        }
      }
    }
  }
  return places
}

function hasId(row: unknown): row is { readonly id: string } {
  return typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string'
}

/** The row of the policy that a check rests on: where somebody would look, and change it. */
export function placeOf(policy: PolicySet, facts: Facts, rule: string): string | null {
  return policy.places[rowOf(policy, facts, rule)] ?? policy.places[`catalog.systems.${facts.system.id}`] ?? null
}

function rowOf(policy: PolicySet, { principal, purpose, system }: Facts, rule: string): string {
  switch (rule) {
    case 'client':
    case 'person':
      return `clients.clients.${principal.client}`
    case 'issuer-limit':
      return `issuers.issuers.${policy.index.issuers[principal.issuer]?.id ?? ''}`
    case 'purpose':
      return `purposes.purposes.${purpose.id ?? ''}`
    case 'acceptable-use':
      return `acceptable-use.rules.${purpose.id === null ? '' : (policy.acceptableUse.barred[purpose.id]?.id ?? '')}`
    case 'training':
      return `catalog.courses.${system.training[0] ?? ''}`
    default:
      return `catalog.systems.${system.id}`
  }
}
