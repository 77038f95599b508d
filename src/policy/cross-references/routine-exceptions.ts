import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'

/** Months with more exceptions than the agency calls rare (MS-15). */
export function routineExceptionWarnings(sources: Sources, documents: Documents): Problem[] {
  const { routineThresholdPerMonth: most } = documents.exceptions
  return sources.exceptions.flatMap((source) =>
    [...Map.groupBy(source.data.exceptions, ({ from }) => from.slice(0, 7))].flatMap(([month, made]) =>
      made.length <= most
        ? []
        : [
            source.problemAt(
              ['exceptions', source.data.exceptions.indexOf(made[most]!)],
              `${made.length} exceptions begin in ${month}; more than ${most} are routine`,
              'change the rule that needs so many, or the practice (MS-15)',
            ),
          ],
    ),
  )
}
