import type { DataClass } from './decision.ts'
import type { Principal } from './principal.ts'

/** State kind of requests for access to an AI system, by their number (clause MS-37). */
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

export interface AccessRequestRow {
  /** What people call it by. */
  readonly number: string
  readonly agency: string
  readonly unit: string
  /** Id of a system of the catalog; null: something that isn't in it, by its name in `tool`. */
  readonly system: string | null
  readonly tool: string | null
  readonly purpose: string
  readonly dataClass: DataClass
  readonly need: string
  /** For whom, in the requester's words. */
  readonly who: string
  /** Principal key. */
  readonly by: string
  readonly name: string
  /** RFC 3339. */
  readonly at: string
  readonly to: RequestRoute
  readonly status: 'sent'
}

/**
 * Clause MS-37: to whom a request goes. Never to the requester: whoever is a supervisor asks the unit's leader, and who
 * leads a unit asks the executive director.
 */
export function routeOf(
  { roles, unit }: Pick<Principal, 'roles' | 'unit'>,
  leaderRole: string | undefined,
  supervisor: RequestRoute['person'],
): RequestRoute {
  if (supervisor !== null) return { role: 'supervisor', unit, person: supervisor }
  const ladder: RequestRoute[] = [
    { role: 'supervisor', unit, person: null },
    ...(leaderRole === undefined ? [] : [{ role: leaderRole, unit, person: null }]),
    { role: 'executive-director', unit: null, person: null },
    { role: 'cto', unit: null, person: null },
  ]
  // Whoever leads is above whoever supervises.
  const own = ladder.findLastIndex(({ role }) => roles.includes(role))
  return ladder[Math.min(own + 1, ladder.length - 1)]!
}

/** Whether somebody is to decide about a request. Nobody is about their own. */
export function isAddressee(
  { roles, unit, agency, key }: Pick<Principal, 'roles' | 'unit' | 'agency' | 'key'>,
  row: Pick<AccessRequestRow, 'agency' | 'by' | 'to'>,
): boolean {
  if (key === row.by || agency !== row.agency) return false
  if (row.to.person !== null) return row.to.person.key === key
  return roles.includes(row.to.role) && (row.to.unit === null || row.to.unit === unit)
}
