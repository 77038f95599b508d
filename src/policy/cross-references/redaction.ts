import type { Documents } from '../documents.ts'
import { laxerIn, overridden } from '../entity-rule.ts'
import type { Problem } from '../problem.ts'
import type { Source, Sources } from '../sources.ts'
import { entitiesOf } from './entities-of.ts'
import { idsOf, unknownNames } from './known.ts'

/** Rules name entities that something finds, and an override is laxer only where it may be. */
export function redactionProblems(sources: Sources, documents: Documents): Problem[] {
  const known = entitiesOf(documents)
  const layers = sources.catalog.filter(({ place }) => place === 'layer')
  const shared = idsOf(layers.flatMap(({ data }) => data.systems))
  const { otherwise, publicHosting }: Partial<Documents['redaction']> = documents.redaction
  const missing = Object.entries({ otherwise, publicHosting }).filter(([, value]) => value === undefined)
  return sources.redaction.flatMap((source, at) => [
    ...(at === 0 ? missing : []).map(([part]) =>
      source.problemAt([], `${part} is missing`, 'add it here, or in a layer’s redaction.yaml'),
    ),
    ...Object.keys(source.data.entities).flatMap((entity) =>
      unknownNames(source, ['entities', entity], entity, known, 'entity'),
    ),
    ...overrideProblems(source, documents, known, 'systems', shared),
    ...overrideProblems(source, documents, known, 'agencies', shared),
  ])
}

function overrideProblems(
  source: Source<'redaction'>,
  documents: Documents,
  known: ReadonlySet<string>,
  part: 'systems' | 'agencies',
  shared: ReadonlySet<string>,
): Problem[] {
  const systems = new Map(documents.catalog.systems.map((system) => [system.id, system]))
  const places = part === 'systems' ? new Set(systems.keys()) : idsOf(documents.units.agencies)
  const what = part === 'systems' ? 'system' : 'agency'
  return Object.entries(source.data[part] ?? {}).flatMap(([place, overrides]) => [
    // A layer speaks to all agencies, and not each has all systems.
    ...(source.place === 'layer' ? [] : unknownNames(source, [part, place], place, places, what)),
    ...Object.entries(overrides).flatMap(([entity, override]) => {
      const path = [part, place, entity]
      const rule = documents.redaction.entities[entity] ?? documents.redaction.otherwise
      // Another rule says that it is missing.
      if (rule === undefined) return []
      const next = overridden(rule, override)
      const isMasked = next.operator === 'mask' || next.output === 'mask'
      const bound =
        part === 'agencies'
          ? 'an agency’s override'
          : rule.secret
            ? 'an override of a live credential'
            : systems.get(place)?.hosting === 'public'
              ? 'an override for a publicly hosted system (MS-29)'
              : source.place !== 'layer' && shared.has(place)
                ? 'an agency’s override for a system of the State’s (MS-56)'
                : null
      const laxer = bound === null ? [] : laxerIn(next, rule)
      return [
        ...unknownNames(source, path, entity, known, 'entity'),
        ...(isMasked && next.keep === undefined
          ? [source.problemAt(path, 'masks without keep', 'say how many of its last characters stay: keep, 0 to 4')]
          : []),
        ...(laxer.length === 0
          ? []
          : [
              source.problemAt(
                path,
                `is laxer than the entity’s rule: ${laxer.join(', ')}`,
                `${bound} can only be stricter`,
              ),
            ]),
      ]
    }),
  ])
}
