import { compilePolicy } from '../policy/compile.ts'
import { crossReferenceProblems } from '../policy/cross-references/index.ts'
import { DOCUMENTS, type DocumentName, type Documents } from '../policy/documents.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Source, Sources } from '../policy/sources.ts'

/** The policy of documents of which one, `changed`, differs from the sound ones; null where they would no longer load. */
export type DocumentCompiler = (documents: Documents, changed: DocumentName) => PolicySet | null

/**
 * Compiles changed copies of a sound policy’s documents. Which row came from a layer isn’t known any more, so whatever the
 * sound documents would be blamed for by that isn’t held against a changed copy either: rather one copy too many than a
 * rule that nobody tried.
 */
export function documentCompiler(sound: Documents): DocumentCompiler {
  const known = new Set(problemsOf(sound))
  return (documents, changed) => {
    const read = DOCUMENTS[changed].safeParse(documents[changed])
    if (!read.success) return null
    const complete = { ...documents, [changed]: read.data }
    return problemsOf(complete).some((problem) => !known.has(problem)) ? null : compilePolicy(complete)
  }
}

function problemsOf(documents: Documents): string[] {
  const sources = Object.fromEntries(
    (Object.keys(DOCUMENTS) as DocumentName[]).map((name) => {
      const data = documents[name]
      return [name, data === undefined ? [] : [sourceOf(name, data)]]
    }),
  ) as unknown as Sources
  return crossReferenceProblems(sources, documents).map(({ file, problem }) => `${file}: ${problem}`)
}

function sourceOf(name: DocumentName, data: object): Source {
  const file = `${name}.yaml`
  return {
    name,
    file,
    place: 'profile',
    data: data as Source['data'],
    problemAt: (_path, problem, mend) => ({ file, line: 1, column: 1, problem, mend }),
  }
}
