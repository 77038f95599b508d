import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import { prohibitedEntryFor, prohibitedOrigin } from '../prohibited-match.ts'
import type { Source, Sources } from '../sources.ts'

/** A prohibited technology can't be approved, by anybody (MS-18). */
export function prohibitedProblems(sources: Sources, documents: Documents): Problem[] {
  const { entries } = documents.prohibited
  return sources.catalog.flatMap((source) => [
    ...source.data.systems.flatMap((system, at) =>
      barred(source, ['systems', at, 'id'], prohibitedEntryFor(system, entries)),
    ),
    ...source.data.applications.flatMap(({ origin }, at) =>
      barred(source, ['applications', at, 'id'], prohibitedOrigin(origin, entries)),
    ),
  ])
}

function barred(
  source: Source<'catalog'>,
  path: readonly PropertyKey[],
  entry: { readonly id: string } | null,
): Problem[] {
  if (entry === null) return []
  const mend = 'remove it from the catalog; no approval or exception lifts the ban (MS-18)'
  return [source.problemAt(path, `touches prohibited technology '${entry.id}'`, mend)]
}
