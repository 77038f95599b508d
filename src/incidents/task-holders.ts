import { withoutRemovedRoles } from '../core/directory-roles.ts'
import { hasLeft } from '../core/has-left.ts'
import { KNOWN_PERSON, type KnownPerson } from '../core/known-person.ts'
import type { Principal } from '../core/principal.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { IncidentCase, IncidentTask } from './incident-row.ts'
import { type Caller, sightOf } from './visible.ts'

/** Somebody as the gateway last saw them: what they may know of is judged by it before they are told of anything. */
export function seenPerson(policy: PolicySet, rows: StateRows, key: string): Caller | null {
  const known = rows.get(KNOWN_PERSON, key) as KnownPerson | undefined
  if (known === undefined || hasLeft(rows, key)) return null
  const { agency, unit, email, roles = [] } = known
  const issuer = key.slice(0, key.indexOf('|'))
  const groups = policy.index.issuers[issuer]?.scim?.groups ?? {}
  const person = { key, issuer, email, agency, unit, roles } as unknown as Principal
  return withoutRemovedRoles(person, groups, rows)
}

/**
 * Clause MS-14: whether a task may be given to somebody: only where the incident is there for them anyway. Of a hidden
 * reporter it mustn't be found out by trying who they are or in which unit: then it counts as if it were in any unit.
 */
export function mayHoldTask(policy: PolicySet, row: IncidentCase, person: Caller): boolean {
  if (row.reporterHidden !== true) return sightOf(policy, person, row) !== 'none'
  const unnamed = { ...row, reporter: null }
  return [row.unit, ELSEWHERE].every((unit) => sightOf(policy, { ...person, unit: unit ?? '' }, unnamed) !== 'none')
}

/** Who has a task: people, by principal key, and queues whose mailboxes and receivers are told as well. */
export interface TaskHolders {
  readonly people: readonly string[]
  readonly queues: readonly string[]
}

/**
 * Whose turn it is: whoever it was given to; of what nobody has, its owner's, and without one its queues'. Nobody is told of
 * an incident that isn't there for them any more.
 */
export function holdersOf(
  policy: PolicySet,
  rows: StateRows,
  row: IncidentCase,
  task: Pick<IncidentTask, 'to'>,
): TaskHolders {
  const { to } = task
  const mayKnow = (key: string): boolean => {
    const person = seenPerson(policy, rows, key)
    return person !== null && sightOf(policy, person, row) !== 'none'
  }
  const named = to == null ? row.owner?.key : 'key' in to ? to.key : undefined
  if (named !== undefined) return { people: [named].filter(mayKnow), queues: [] }
  const roles = rolesOf(policy, row, task)
  const people = [...rows.all(KNOWN_PERSON).keys()].filter((key) => {
    const person = seenPerson(policy, rows, key)
    return person?.roles.some((role) => roles.includes(role)) && sightOf(policy, person, row) === 'worker'
  })
  return { people, queues: queuesOf(row, task) }
}

/** Whether it is this person's turn. */
export function isTheirTurn(policy: PolicySet, row: IncidentCase, task: IncidentTask, caller: Caller): boolean {
  const { to } = task
  const named = to == null ? row.owner?.key : 'key' in to ? to.key : undefined
  if (named !== undefined) return named === caller.key
  return rolesOf(policy, row, task).some((role) => caller.roles.includes(role))
}

/** Duties of the queue that has a task; of what nobody has, of all queues that hear of the incident. */
function rolesOf({ incidents }: PolicySet, row: IncidentCase, task: Pick<IncidentTask, 'to'>): string[] {
  return queuesOf(row, task).flatMap((id) => incidents.channels[id]?.role ?? [])
}

function queuesOf({ channels }: IncidentCase, { to }: Pick<IncidentTask, 'to'>): readonly string[] {
  return to != null && 'queue' in to ? [to.queue] : channels
}

/** A unit that no unit is. */
const ELSEWHERE = ''
