import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import { ACCOUNTABLE_PARTS } from '../schema/oversight.ts'
import type { Source, Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'
import { textsIn } from './texts-in-languages.ts'

/** What `oversight.yaml` names exists: roles, purposes, systems, and the course that the primer counts as. */
export function oversightProblems(sources: Sources, documents: Documents): Problem[] {
  const { oversight } = documents
  const source = sources.oversight?.[0]
  if (oversight === undefined || source === undefined) return []
  const roles = idsOf(documents.roles.roles)
  const purposes = idsOf(documents.purposes.purposes)
  const courses = idsOf(sources.catalog.flatMap(({ data }) => data.courses))
  const { primer } = oversight
  const { audits, accountable, risks, assessments } = oversight
  const systems = idsOf(documents.catalog.systems)
  const issuers = idsOf(documents.issuers.issuers)
  const models = new Set(
    documents.catalog.systems.flatMap(({ id, models }) => models.map((one) => one.alias ?? `${id}/${one.id}`)),
  )
  const check = textsIn(documents.profile.languages)
  return [
    ...unknownNames(source, ['courseRecorders'], oversight.courseRecorders, roles, 'role'),
    ...unknownNames(source, ['sampling', 'reviewers'], oversight.sampling.reviewers, roles, 'role'),
    ...cantSearch(source, documents, ['sampling', 'reviewers'], oversight.sampling.reviewers),
    ...unknownNames(source, ['probers'], oversight.probers, roles, 'role'),
    ...oversight.reviews.flatMap(({ seats }, at) =>
      unknownNames(source, ['reviews', at, 'seats'], seats, roles, 'role'),
    ),
    ...unknownNames(source, ['audits', 'auditors'], audits?.auditors ?? [], roles, 'role'),
    ...cantSearch(source, documents, ['audits', 'auditors'], audits?.auditors ?? []),
    ...unknownNames(source, ['audits', 'readers'], audits?.readers ?? [], roles, 'role'),
    ...(audits?.severities ?? []).flatMap(({ name }, at) => check(source, ['audits', 'severities', at, 'name'], name)),
    ...(audits?.owners ?? []).flatMap(({ system, person }, at) => [
      ...unknownNames(source, ['audits', 'owners', at, 'system'], system, systems, 'system'),
      ...unknownNames(source, ['audits', 'owners', at, 'person', 'issuer'], person.issuer, issuers, 'issuer'),
    ]),
    ...unknownNames(source, ['risks', 'keepers'], risks?.keepers ?? [], roles, 'role'),
    ...unknownNames(source, ['risks', 'readers'], risks?.readers ?? [], roles, 'role'),
    ...(risks?.findings ?? []).flatMap(({ name }, at) => check(source, ['risks', 'findings', at, 'name'], name)),
    ...unknownNames(source, ['assessments', 'writers'], assessments?.writers ?? [], roles, 'role'),
    ...unknownNames(source, ['assessments', 'readers'], assessments?.readers ?? [], roles, 'role'),
    ...ACCOUNTABLE_PARTS.flatMap((part) =>
      unknownNames(source, ['accountable', part], accountable?.[part] ?? [], roles, 'role'),
    ),
    ...(accountable?.systems ?? []).flatMap((one, at) => [
      ...unknownNames(source, ['accountable', 'systems', at, 'system'], one.system, systems, 'system'),
      ...ACCOUNTABLE_PARTS.flatMap((part) => {
        const issuer = one[part]?.issuer
        const path = ['accountable', 'systems', at, part, 'issuer']
        return issuer === undefined ? [] : unknownNames(source, path, issuer, issuers, 'issuer')
      }),
    ]),
    ...[...oversight.probes, ...oversight.canaries].flatMap(({ purpose }) =>
      unknownNames(source, ['clauses'], purpose, purposes, 'purpose'),
    ),
    ...(['probes', 'canaries'] as const).flatMap((list) =>
      oversight[list].flatMap((one, at) => unknownNames(source, [list, at, 'models'], one.models, models, 'model')),
    ),
    ...(primer === undefined ? [] : unknownNames(source, ['primer', 'course'], primer.course, courses, 'course')),
    ...oversight.reviews.flatMap(({ name }, at) => check(source, ['reviews', at, 'name'], name)),
    ...(primer?.sections ?? []).flatMap(({ title, text }, at) => [
      ...check(source, ['primer', 'sections', at, 'title'], title),
      ...check(source, ['primer', 'sections', at, 'text'], text),
    ]),
    ...(primer?.questions ?? []).flatMap(({ ask, why, options }, at) => [
      ...check(source, ['primer', 'questions', at, 'ask'], ask),
      ...check(source, ['primer', 'questions', at, 'why'], why),
      ...options.flatMap(({ text }, option) =>
        check(source, ['primer', 'questions', at, 'options', option, 'text'], text),
      ),
    ]),
    ...(primer === undefined || primer.pass <= primer.questions.length
      ? []
      : [source.problemAt(['primer', 'pass'], 'more than there are questions', 'lower it, or add questions')]),
  ]
}

/** Roles that are given samples of records, and may not look for any. */
function cantSearch(
  source: Pick<Source, 'problemAt'>,
  { access }: Documents,
  path: readonly PropertyKey[],
  roles: readonly string[],
): Problem[] {
  return roles.flatMap((role, at) =>
    access.search.roles.includes(role)
      ? []
      : [
          source.problemAt(
            [...path, at],
            `role '${role}' may not search records, so it can’t look at a sample of them`,
            'name a role of access.yaml, search',
          ),
        ],
  )
}
