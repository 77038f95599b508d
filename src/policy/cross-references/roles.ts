import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Source, Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** Every role that is spoken of anywhere is one of `roles.yaml`. A misspelt role would be a right that nobody has. */
export function roleProblems(sources: Sources, documents: Documents): Problem[] {
  const known = idsOf(documents.roles.roles)
  const check = (
    source: Pick<Source, 'problemAt'>,
    path: readonly PropertyKey[],
    names: readonly string[] | string | undefined,
  ): Problem[] => unknownNames(source, path, names, known, 'role')
  return [
    ...sources.issuers.flatMap((source) =>
      source.data.issuers.flatMap((issuer, at) => [
        ...Object.entries(issuer.roles).flatMap(([name, role]) => check(source, ['issuers', at, 'roles', name], role)),
        ...check(source, ['issuers', at, 'limitedTo', 'roles'], issuer.limitedTo?.roles),
      ]),
    ),
    ...sources.catalog.flatMap((source) =>
      (['systems', 'applications', 'narrowed'] as const).flatMap((list) =>
        source.data[list].flatMap((entry, at) =>
          entry.grants.flatMap((grant, index) => check(source, [list, at, 'grants', index, 'roles'], grant.roles)),
        ),
      ),
    ),
    ...sources.access.flatMap((source) => [
      ...Object.entries(source.data.parts).flatMap(([part, reader]) => [
        ...check(source, ['parts', part, 'roles'], reader.roles),
        ...check(source, ['parts', part, 'reveal', 'roles'], reader.reveal?.roles),
      ]),
      ...(['search', 'proof', 'privilege', 'originals', 'emergency', 'aggregates', 'exposure'] as const).flatMap(
        (what) => check(source, [what, 'roles'], source.data[what].roles),
      ),
      ...(['openRecords', 'legalProcess', 'seal'] as const).flatMap((what) =>
        check(source, ['productions', what], source.data.productions?.[what]),
      ),
      ...check(source, ['lookup', 'roles'], source.data.lookup?.roles),
      ...check(source, ['emergency', 'reviewers'], source.data.emergency.reviewers),
      ...check(source, ['noContent', 'roles'], source.data.noContent.roles),
    ]),
    ...sources.units.flatMap((source) =>
      source.data.units.flatMap((unit, at) => check(source, ['units', at, 'leaderRole'], unit.leaderRole)),
    ),
    ...sources.incidents.flatMap((source) => [
      ...source.data.channels.flatMap((channel, at) => check(source, ['channels', at, 'role'], channel.role)),
      ...source.data.readers.flatMap((reader, at) => check(source, ['readers', at, 'id'], reader.id)),
    ]),
    ...sources['acceptable-use'].flatMap((source) =>
      source.data.rules.flatMap((rule, at) => check(source, ['rules', at, 'notRoles'], rule.notRoles)),
    ),
  ]
}
