import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** Exceptions name issuers, systems and purposes that exist, and leave the ceiling of public hosting alone (MS-15). */
export function exceptionProblems(sources: Sources, documents: Documents): Problem[] {
  const issuers = idsOf(documents.issuers.issuers)
  const systems = idsOf(documents.catalog.systems)
  const purposes = idsOf(documents.purposes.purposes)
  const hosting = new Map(documents.catalog.systems.map((system) => [system.id, system.hosting]))
  return sources.exceptions.flatMap((source) => [
    ...source.data.deputies.flatMap(({ person }, at) =>
      unknownNames(source, ['deputies', at, 'person', 'issuer'], person.issuer, issuers, 'issuer profile'),
    ),
    ...source.data.exceptions.flatMap((one, at) => {
      const path = ['exceptions', at]
      return [
        ...one.people.flatMap((person, index) =>
          unknownNames(source, [...path, 'people', index, 'issuer'], person.issuer, issuers, 'issuer profile'),
        ),
        ...unknownNames(source, [...path, 'systems'], one.systems, systems, 'system'),
        ...unknownNames(source, [...path, 'purposes'], one.purposes, purposes, 'purpose'),
        ...one.systems.flatMap((system, index) =>
          one.rule === 'data-class' && hosting.get(system) === 'public'
            ? [
                source.problemAt(
                  [...path, 'systems', index],
                  `system '${system}' is publicly hosted`,
                  'leave it out; no exception lifts the ceiling of public hosting (MS-15, MS-29)',
                ),
              ]
            : [],
        ),
      ]
    }),
  ])
}
