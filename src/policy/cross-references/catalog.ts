import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** Series, label and courses of a system exist; its models speak wires that it speaks; alias and `system/model` don't collide. */
export function catalogProblems(sources: Sources, documents: Documents): Problem[] {
  const series = idsOf(documents.retention.series)
  const labels = idsOf(documents.disclosures.labels)
  const courses = idsOf(documents.catalog.courses)
  const purposes = idsOf(documents.purposes.purposes)
  return sources.catalog.flatMap((source) => [
    ...source.data.narrowed.flatMap((narrowing, at) => [
      ...unknownNames(source, ['narrowed', at, 'series'], narrowing.series, series, 'record series'),
      ...unknownNames(source, ['narrowed', at, 'training'], narrowing.training, courses, 'course'),
    ]),
    ...source.data.systems.flatMap((system, at) => [
      ...unknownNames(source, ['systems', at, 'series'], system.series, series, 'record series'),
      ...unknownNames(source, ['systems', at, 'label'], system.label, labels, 'label'),
      ...unknownNames(source, ['systems', at, 'training'], system.training, courses, 'course'),
      ...system.models.flatMap((model, index) =>
        unknownNames(
          source,
          ['systems', at, 'models', index, 'wires'],
          model.wires,
          new Set(system.upstream.wires),
          'wire of this system',
        ),
      ),
      ...unknownNames(
        source,
        ['systems', at, 'licence', 'permittedUses'],
        system.licence?.permittedUses,
        purposes,
        'purpose',
      ),
      ...Object.keys(system.fields).flatMap((wire) =>
        unknownNames(
          source,
          ['systems', at, 'fields', wire],
          wire,
          new Set(system.upstream.wires),
          'wire of this system',
        ),
      ),
    ]),
  ])
}
