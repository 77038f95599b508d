import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/**
 * An application is passed on whole. Were its origin a model system's, prompts could reach the model through it without
 * redaction and record; so such a mount doesn't load.
 */
export function applicationProblems(sources: Sources, documents: Documents): Problem[] {
  const systems = new Map(documents.catalog.systems.map((system) => [system.upstream.origin, system.id]))
  const attended = idsOf(documents.clients.clients.filter((one) => one.attended && one.kind !== 'public-app'))
  const series = idsOf(documents.retention.series)
  return sources.catalog.flatMap((source) =>
    source.data.applications.flatMap((application, at) => {
      const { client } = application
      const problems = [
        ...unknownNames(source, ['applications', at, 'series'], application.series, series, 'record series'),
        ...unknownNames(source, ['applications', at, 'client'], client, attended, 'app that acts for signed-in people'),
      ]
      const system = systems.get(application.origin)
      if (system !== undefined) {
        problems.push(
          source.problemAt(
            ['applications', at, 'origin'],
            `this is the origin of model system '${system}'`,
            'call models at /v1; mount only the application itself (MS-64)',
          ),
        )
      }
      return problems
    }),
  )
}
