import { compilePolicy } from '../policy/compile.ts'
import { crossReferenceProblems } from '../policy/cross-references/index.ts'
import { DOCUMENTS, type DocumentName, type Documents } from '../policy/documents.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Source, Sources } from '../policy/sources.ts'

/**
 * The policy of documents that may have been changed since they were read; null where they no longer load. `changed` is
 * the only document that differs from a sound set.
 */
export function compileDocuments(documents: Documents, changed: DocumentName): PolicySet | null {
  const read = DOCUMENTS[changed].safeParse(documents[changed])
  if (!read.success) return null
  const complete = { ...documents, [changed]: read.data }
  const sources = Object.fromEntries(
    Object.entries(complete).map(([name, data]) => [name, [sourceOf(name as DocumentName, data)]]),
  ) as unknown as Sources
  return crossReferenceProblems(sources, complete).length > 0 ? null : compilePolicy(complete)
}

function sourceOf(name: DocumentName, data: Documents[DocumentName]): Source {
  const file = `${name}.yaml`
  return {
    name,
    file,
    place: 'profile',
    data: data as Source['data'],
    problemAt: (_path, problem, mend) => ({ file, line: 1, column: 1, problem, mend }),
  }
}
