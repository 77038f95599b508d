import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import { prohibitedEntryFor } from '../prohibited-match.ts'
import type { Sources } from '../sources.ts'

/** A prohibited technology can't be approved, by anybody (MS-18). */
export function prohibitedProblems(sources: Sources, documents: Documents): Problem[] {
  return sources.catalog.flatMap((source) =>
    source.data.systems.flatMap((system, at) => {
      const entry = prohibitedEntryFor(system, documents.prohibited.entries)
      return entry === null
        ? []
        : [
            source.problemAt(
              ['systems', at, 'id'],
              `touches prohibited technology '${entry.id}'`,
              'remove it from the catalog; no approval or exception lifts the ban (MS-18)',
            ),
          ]
    }),
  )
}
