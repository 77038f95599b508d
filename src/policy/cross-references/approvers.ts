import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** Systems of a layer are approved for the State, an agency's own by its own review (MS-56, MO-36). */
export function approverProblems(sources: Sources, documents: Documents): Problem[] {
  const approvers = documents.profile.approvers
  const known = idsOf(approvers)
  return sources.catalog.flatMap((source) =>
    source.data.systems.flatMap((system, at) => {
      const path = ['systems', at, 'approvedBy']
      const found = approvers.find(({ id }) => id === system.approvedBy)
      if (found === undefined) return unknownNames(source, path, system.approvedBy, known, 'approver')
      const isLayer = source.place === 'layer'
      if (isLayer === (found.for === 'enterprise')) return []
      return [
        isLayer
          ? source.problemAt(path, `'${found.id}' approves for its agency only`, 'a layer’s system is approved for all')
          : source.problemAt(
              path,
              `'${found.id}' approves for all agencies`,
              'write its systems into the State’s layer',
            ),
      ]
    }),
  )
}
