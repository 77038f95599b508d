import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** Units belong to agencies, memberships name issuers and units, no two of them claim the same subject by the same words. */
export function identityProblems(sources: Sources, documents: Documents): Problem[] {
  const agencies = idsOf(documents.units.agencies)
  const units = idsOf(documents.units.units)
  const issuers = idsOf(documents.issuers.issuers)
  const seen = new Set<string>()
  const limits = sources.issuers.flatMap((source) =>
    source.data.issuers.flatMap((issuer, at) =>
      unknownNames(source, ['issuers', at, 'limitedTo', 'agencies'], issuer.limitedTo?.agencies, agencies, 'agency'),
    ),
  )
  const places = sources.units.flatMap((source) => [
    ...source.data.units.flatMap((unit, at) => [
      ...unknownNames(source, ['units', at, 'agency'], unit.agency, agencies, 'agency'),
      ...unknownNames(source, ['units', at, 'above'], unit.above, units, 'unit'),
    ]),
    ...source.data.membership.flatMap((line, at) => {
      const signature = JSON.stringify([line.issuer, Object.entries(line.claims).sort()])
      const repeated = seen.has(signature)
      seen.add(signature)
      return [
        ...unknownNames(source, ['membership', at, 'issuer'], line.issuer, issuers, 'issuer profile'),
        ...unknownNames(source, ['membership', at, 'unit'], line.unit, units, 'unit'),
        ...(repeated
          ? [source.problemAt(['membership', at], 'another line fits exactly the same subjects', 'keep one of them')]
          : []),
      ]
    }),
  ])
  return [...limits, ...places]
}
