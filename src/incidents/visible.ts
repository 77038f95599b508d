import type { Principal } from '../core/principal.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { recordAgencies } from '../policy/record-access.ts'
import type { IncidentCase } from './incident-row.ts'

/** What of an incident is there for somebody: nothing, what its reporter sees, everything, everything and work on it. */
export type Sight = 'none' | 'reporter' | 'reader' | 'worker'

type Terms = Pick<PolicySet, 'incidents' | 'units' | 'index' | 'access'>
export type Caller = Pick<Principal, 'key' | 'email' | 'issuer' | 'agency' | 'unit' | 'roles'>

/**
 * Clauses MS-14, MO-48: whether an incident is there for somebody. The one place that says so, for the list and its
 * counts, a single one, its acts, its export, its hold, notices, and what the log of looks shows of it.
 */
export function sightOf(policy: Terms, caller: Caller, row: IncidentCase): Sight {
  if (row.reporter !== null && row.reporter === caller.key) return 'reporter'
  if (isConcerned(policy, caller, row)) return 'none'
  if (caller.agency === row.agency && hearsOf(policy, caller, row)) return 'worker'
  const reads = holds(caller, policy.incidents.readers) && recordAgencies(policy, caller).includes(row.agency)
  return reads ? 'reader' : 'none'
}

/** Whether somebody may see incidents of their agency at all, whatever there is. */
export function mayOpenIncidents({ incidents }: Pick<Terms, 'incidents'>, caller: Pick<Caller, 'roles'>): boolean {
  const queues = Object.values(incidents.channels).flatMap((channel) => channel?.role ?? [])
  return holds(caller, incidents.readers) || holds(caller, queues)
}

/** Words of reports and notes are content: who sees none in records sees none here. */
export function seesWords({ access }: Pick<Terms, 'access'>, caller: Pick<Caller, 'roles'>): boolean {
  return !holds(caller, access.noContent.roles)
}

/** Of one of its queues; of a queue of units, in the reporter's own. */
function hearsOf({ incidents }: Terms, caller: Caller, row: IncidentCase): boolean {
  return row.channels.some((id) => {
    const channel = incidents.channels[id]
    if (channel?.role === undefined || !caller.roles.includes(channel.role)) return false
    return channel.scope === 'agency' || row.unit === caller.unit
  })
}

/** Whom it is kept from, whatever else they are: named in it, or the supervisor or leader it is kept from. */
function isConcerned({ incidents, units }: Terms, caller: Caller, row: IncidentCase): boolean {
  const email = caller.email?.toLowerCase()
  if (row.subjects.some((subject) => subject === caller.key || subject === email)) return true
  if (row.credentialOf === caller.key && row.hideFrom.includes('subject')) return true
  if (row.unit === null || row.unit !== caller.unit || row.agency !== caller.agency) return false
  const ofUnits = Object.values(incidents.channels).filter((channel) => channel?.scope === 'unit')
  const isSupervisor = ofUnits.some((channel) => caller.roles.includes(channel?.role ?? ''))
  const leader = units.units.find(({ id }) => id === row.unit)?.leaderRole
  const isLeader = leader !== undefined && caller.roles.includes(leader)
  if (row.supervisorInvolved) return isSupervisor || isLeader
  const hearsAnyway = ofUnits.some((channel) => row.channels.includes(channel?.id ?? ''))
  if (row.hideFrom.includes('reporter-supervisor') && !hearsAnyway && isSupervisor) return true
  return row.hideFrom.includes('unit-leader') && isLeader
}

function holds({ roles }: Pick<Caller, 'roles'>, wanted: readonly string[]): boolean {
  return wanted.some((role) => roles.includes(role))
}
