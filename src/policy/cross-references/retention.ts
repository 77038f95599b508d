import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

export function retentionProblems(sources: Sources, documents: Documents): Problem[] {
  const [source] = sources.retention
  return unknownNames(
    source!,
    ['default'],
    documents.retention.default,
    idsOf(documents.retention.series),
    'record series',
  )
}
