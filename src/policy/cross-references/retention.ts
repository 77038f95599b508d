import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** The default exists, and a unit's records fall under one series of the unit's own at most. */
export function retentionProblems(sources: Sources, documents: Documents): Problem[] {
  const units = idsOf(documents.units.units)
  const taken = new Set<string>()
  return sources.retention.flatMap((source) => [
    ...unknownNames(source, ['default'], source.data.default, idsOf(documents.retention.series), 'record series'),
    ...unknownNames(source, ['transitory'], source.data.transitory, idsOf(documents.retention.series), 'record series'),
    ...source.data.series.flatMap((series, at) => [
      ...unknownNames(source, ['series', at, 'units'], series.units, units, 'unit'),
      ...(series.units ?? []).flatMap((unit, index) => {
        const isRepeated = taken.has(unit)
        taken.add(unit)
        const path = ['series', at, 'units', index]
        return isRepeated ? [source.problemAt(path, `unit '${unit}' has a series already`, 'keep one of them')] : []
      }),
    ]),
  ])
}
