import type { StateRows } from '../../core/state-rows.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { REMIND_DAYS } from '../../policy/schema/oversight.ts'
import type { Waiting } from '../tasks/reminders.ts'
import { heldByDuty } from './holders.ts'
import { type UnitLeader, unitLeaders } from './units.ts'

const DAY_MS = 86_400_000

/**
 * Clause MO-03: when whoever led a unit has left, whoever answers next is told that somebody must lead it, and again after
 * the policy's days. Of a unit for which nobody was ever named, `doctor` and the page tell: nobody has left.
 */
export function leaderlessTasks(policy: PolicySet, rows: StateRows, now: number): Waiting[] {
  const days = policy.oversight?.accountable?.remindDays ?? REMIND_DAYS
  const leaders = unitLeaders(policy, rows)
  return leaders.flatMap((leader) => {
    const { unit, agency, standing, departure: because } = leader
    if (standing !== 'gone' || because === null) return []
    return nextInLine(policy, rows, leaders, leader).map((person) => ({
      ...{ task: 'unit' as const, number: unit, agency, person, because },
      event: (last: string | null) =>
        last === null ? 'task' : now - Date.parse(last) >= days * DAY_MS ? 'task-reminder' : null,
    }))
  })
}

/** Who leads the next unit above that anybody leads; where none does, who owns systems in the agency (the CTO). */
function nextInLine(
  policy: PolicySet,
  rows: StateRows,
  leaders: readonly UnitLeader[],
  { unit, agency }: UnitLeader,
): readonly string[] {
  const seen = new Set<string>()
  for (let id = aboveOf(policy, unit); id !== null && !seen.has(id); id = aboveOf(policy, id)) {
    seen.add(id)
    const above = leaders.find((one) => one.unit === id && one.agency === agency)
    if (above !== undefined && above.people.length > 0) return above.people
  }
  const duties = policy.oversight?.accountable?.owner ?? []
  return heldByDuty(policy, rows, duties, (known) => known.agency === agency).people
}

function aboveOf({ units }: PolicySet, unit: string): string | null {
  return units.units.find(({ id }) => id === unit)?.above ?? null
}
