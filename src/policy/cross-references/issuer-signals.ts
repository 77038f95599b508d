import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { unknownNames } from './known.ts'

/** A group for a role that no token of the issuer gives would take nothing away, unnoticed. */
export function issuerSignalProblems({ issuers }: Sources): Problem[] {
  return issuers.flatMap((source) =>
    source.data.issuers.flatMap(({ roles, scim }, at) => {
      const given = new Set(Object.values(roles))
      return Object.keys(scim?.groups ?? {}).flatMap((role) =>
        unknownNames(source, ['issuers', at, 'scim', 'groups', role], role, given, 'role'),
      )
    }),
  )
}
