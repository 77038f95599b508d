import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import { samePerson } from '../schema/person.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** Seats are held by roles that exist, and whoever stands in for somebody is somebody else (MS-37, MS-48). */
export function approvalProblems(sources: Sources, documents: Documents): Problem[] {
  const roles = idsOf(documents.roles.roles)
  const issuers = idsOf(documents.issuers.issuers)
  const agencies = idsOf(documents.units.agencies)
  const seats = idsOf(documents.approvals?.seats ?? [])
  return sources.approvals.flatMap((source) => [
    ...source.data.seats.flatMap((seat, at) => unknownNames(source, ['seats', at, 'roles'], seat.roles, roles, 'role')),
    ...source.data.needs.flatMap((need, at) => unknownNames(source, ['needs', at, 'seats'], need.seats, seats, 'seat')),
    ...source.data.delegates.flatMap((one, at) => [
      ...(['person', 'for'] as const).flatMap((who) =>
        unknownNames(source, ['delegates', at, who, 'issuer'], one[who].issuer, issuers, 'issuer profile'),
      ),
      ...(samePerson(one.person, one.for)
        ? [source.problemAt(['delegates', at, 'for'], 'nobody stands in for themselves', 'name somebody else')]
        : []),
      ...(Date.parse(one.until) <= Date.parse(one.from)
        ? [source.problemAt(['delegates', at, 'until'], 'must be later than from', 'name a later time')]
        : []),
    ]),
    ...source.data.officers.flatMap((one, at) => [
      ...unknownNames(source, ['officers', at, 'person', 'issuer'], one.person.issuer, issuers, 'issuer profile'),
      ...unknownNames(source, ['officers', at, 'agencies'], one.agencies, agencies, 'agency'),
    ]),
  ])
}
