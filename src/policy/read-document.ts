import { describeIssue } from './describe-issue.ts'
import { DOCUMENTS, type Document, type DocumentName } from './documents.ts'
import type { Problem } from './problem.ts'
import type { Source } from './sources.ts'

/** A YAML text as `parse-yaml.ts` parsed it. */
export interface LocatedValue {
  readonly file: string
  readonly value: unknown
  /** Line and column of the value, or for `key` of the key itself; of the nearest parent where there is none. */
  locate(path: readonly PropertyKey[]): { readonly line: number; readonly column: number }
}

/** Holds a parsed file against its document's schema. */
export function readDocument<Name extends DocumentName>(
  name: Name,
  located: LocatedValue,
  place: Source['place'],
): { source: Source<Name> | null; problems: Problem[] } {
  const problemAt = (path: readonly PropertyKey[], problem: string, mend: string): Problem => ({
    file: located.file,
    ...located.locate(path),
    problem,
    mend,
  })
  const result = DOCUMENTS[name].safeParse(located.value)
  if (result.success) {
    const source = {
      name,
      file: located.file,
      place,
      data: result.data as Document<Name>,
      problemAt,
    }
    return { source, problems: [] }
  }
  const problems = result.error.issues
    .flatMap(describeIssue)
    .map(({ path, problem, mend }) => problemAt(path, problem, mend))
  return { source: null, problems }
}
