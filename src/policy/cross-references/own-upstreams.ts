import type { Document, Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'

/** A model of the State's isn't listed a second time as an agency's own: that would be the way around narrowing (MS-56). */
export function ownUpstreamProblems(sources: Sources, _documents: Documents): Problem[] {
  const known = new Map(
    sources.catalog
      .filter(({ place }) => place === 'layer')
      .flatMap(({ data }) => data.systems)
      .flatMap((system) =>
        system.models.flatMap((model) => placesOf(system, model).map((place) => [place, system.id] as const)),
      ),
  )
  return sources.catalog
    .filter(({ place }) => place !== 'layer')
    .flatMap((source) =>
      source.data.systems.flatMap((system, at) =>
        system.models.flatMap((model, index) => {
          const enterprise = placesOf(system, model)
            .map((place) => known.get(place))
            .find((id) => id !== undefined)
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

type System = Document<'catalog'>['systems'][number]

/** Where a model is answered from, now and from its successor's day on. */
function placesOf({ upstream }: System, { upstreamModel, successor }: System['models'][number]): string[] {
  const host = upstream.origin.replace(/\.(?=:\d+$|$)/, '')
  return [upstreamModel, ...(successor === undefined ? [] : [successor.upstreamModel])].map((name) => `${host} ${name}`)
}
