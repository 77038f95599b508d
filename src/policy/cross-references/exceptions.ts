import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** Rules whose lifting would give people, purposes or data that the approval doesn't. */
const WIDENING: readonly string[] = ['audience', 'purpose', 'data-class']

/** Exceptions name issuers, systems and purposes that exist, and leave the ceiling of public hosting alone (MS-15). */
export function exceptionProblems(sources: Sources, documents: Documents): Problem[] {
  const issuers = idsOf(documents.issuers.issuers)
  const systems = idsOf(documents.catalog.systems)
  const purposes = idsOf(documents.purposes.purposes)
  const hosting = new Map(documents.catalog.systems.map((system) => [system.id, system.hosting]))
  const layers = sources.catalog.filter(({ place }) => place === 'layer')
  const ofTheState = idsOf(layers.flatMap(({ data }) => data.systems))
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
          WIDENING.includes(one.rule) && ofTheState.has(system)
            ? [
                source.problemAt(
                  [...path, 'systems', index],
                  `system '${system}' is the State’s, and the agency’s exception would widen its ${one.rule}`,
                  'ask the State to widen it; an agency may only narrow what it approved (MS-56)',
                ),
              ]
            : [],
        ),
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
