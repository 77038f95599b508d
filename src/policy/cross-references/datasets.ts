import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** The data sets that systems, purposes and clients name are on the register. */
export function datasetProblems(sources: Sources, documents: Documents): Problem[] {
  const known = idsOf(documents.catalog.datasets)
  return [
    ...sources.catalog.flatMap((source) =>
      source.data.systems.flatMap((system, at) =>
        unknownNames(source, ['systems', at, 'datasets'], system.datasets, known, 'data set'),
      ),
    ),
    ...sources.purposes.flatMap((source) =>
      source.data.purposes.flatMap((purpose, at) =>
        unknownNames(source, ['purposes', at, 'datasets'], purpose.datasets, known, 'data set'),
      ),
    ),
    ...sources.clients.flatMap((source) =>
      source.data.clients.flatMap((client, at) =>
        unknownNames(source, ['clients', at, 'datasets'], client.datasets, known, 'data set'),
      ),
    ),
  ]
}
