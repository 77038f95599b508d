import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'

/** A model of the State's isn't listed a second time as an agency's own: that would be the way around narrowing (MS-56). */
export function ownUpstreamProblems(sources: Sources, _documents: Documents): Problem[] {
  const known = new Map(
    sources.catalog
      .filter(({ place }) => place === 'layer')
      .flatMap(({ data }) => data.systems)
      .flatMap((system) =>
        system.models.map((model) => [`${system.upstream.origin} ${model.upstreamModel}`, system.id] as const),
      ),
  )
  return sources.catalog
    .filter(({ place }) => place !== 'layer')
    .flatMap((source) =>
      source.data.systems.flatMap((system, at) =>
        system.models.flatMap((model, index) => {
          const enterprise = known.get(`${system.upstream.origin} ${model.upstreamModel}`)
          return enterprise === undefined
            ? []
            : [
                source.problemAt(
                  ['systems', at, 'models', index, 'upstreamModel'],
                  `this is the State’s system '${enterprise}'`,
                  'make less of it under narrowed; an agency may narrow, never widen (MS-56)',
                ),
              ]
        }),
      ),
    )
}
