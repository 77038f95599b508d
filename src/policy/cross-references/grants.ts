import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** What a grant names exists: agencies, units, clients, purposes. */
export function grantProblems(sources: Sources, documents: Documents): Problem[] {
  const known = {
    agencies: idsOf(documents.units.agencies),
    units: idsOf(documents.units.units),
    clients: idsOf(documents.clients.clients),
    purposes: idsOf(documents.purposes.purposes),
    issuers: idsOf(documents.issuers.issuers),
  }
  return sources.catalog.flatMap((source) =>
    (['systems', 'applications', 'narrowed'] as const).flatMap((list) =>
      source.data[list].flatMap((entry, at) =>
        entry.grants.flatMap((grant, index) => {
          const path = [list, at, 'grants', index]
          return [
            ...unknownNames(source, [...path, 'agencies'], grant.agencies, known.agencies, 'agency'),
            ...unknownNames(source, [...path, 'units'], grant.units, known.units, 'unit'),
            ...unknownNames(source, [...path, 'clients'], grant.clients, known.clients, 'client'),
            ...(grant.people ?? []).flatMap(({ issuer }, person) =>
              unknownNames(source, [...path, 'people', person, 'issuer'], issuer, known.issuers, 'issuer profile'),
            ),
            ...unknownNames(source, [...path, 'purposes'], grant.purposes, known.purposes, 'purpose'),
          ]
        }),
      ),
    ),
  )
}
