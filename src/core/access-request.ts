import type { Principal } from './principal.ts'

/** State kind of requests for approval of a use of AI, by their number (clause MS-37). */
export const ACCESS_REQUEST = 'access-request'

/**
 * Who decides about a request first: the person whom the directory names; else whoever has this duty in the requester's
 * unit; without a unit, in the agency.
 */
export interface RequestRoute {
  readonly role: string
  readonly unit: string | null
  /** Principal key and name. */
  readonly person: { readonly key: string; readonly name: string } | null
}

/**
 * Clause MS-37: to whom a request goes. Never to the requester: whoever is a supervisor asks the unit's leader, whoever
 * leads a unit, and the CTO, asks the executive director; the director asks the CTO.
 */
export function routeOf(
  { roles, unit }: Pick<Principal, 'roles' | 'unit'>,
  leaderRole: string | undefined,
  supervisor: RequestRoute['person'],
): RequestRoute {
  if (supervisor !== null) return { role: 'supervisor', unit, person: supervisor }
  const director: RequestRoute = { role: 'executive-director', unit: null, person: null }
  const cto: RequestRoute = { role: 'cto', unit: null, person: null }
  if (roles.includes('executive-director')) return cto
  if (roles.includes('cto')) return director
  const ladder: RequestRoute[] = [
    { role: 'supervisor', unit, person: null },
    ...(leaderRole === undefined ? [] : [{ role: leaderRole, unit, person: null }]),
    director,
  ]
  // Whoever leads is above whoever supervises.
  const own = ladder.findLastIndex(({ role }) => roles.includes(role))
  return ladder[own + 1]!
}

/** Whether somebody is to decide about a request. Nobody is about their own. */
export function isAddressee(
  { roles, unit, agency, key }: Pick<Principal, 'roles' | 'unit' | 'agency' | 'key'>,
  row: { readonly agency: string; readonly by: string; readonly to: RequestRoute },
): boolean {
  if (key === row.by || agency !== row.agency) return false
  if (row.to.person !== null) return row.to.person.key === key
  return roles.includes(row.to.role) && (row.to.unit === null || row.to.unit === unit)
}
