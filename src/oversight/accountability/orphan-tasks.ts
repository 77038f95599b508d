import type { StateRows } from '../../core/state-rows.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Waiting } from '../tasks/reminders.ts'
import { accountableSystems } from './systems.ts'

const DAY_MS = 86_400_000

/**
 * Clause MS-52: whoever still has a part in an orphaned system is told that somebody must be named for it, and again after
 * the policy's days.
 */
export function orphanTasks(policy: PolicySet, rows: StateRows, now: number): Waiting[] {
  const days = policy.oversight?.accountable?.remindDays ?? 0
  return (accountableSystems(policy, rows) ?? []).flatMap(({ system, parts, isOrphan }) => {
    const because = parts.find(({ departure }) => departure !== null)?.departure
    if (!isOrphan || because == null) return []
    const people = new Set(parts.flatMap((part) => part.people))
    return [...people].map((person) => ({
      ...{ task: 'system' as const, number: system, agency: agencyOf(policy), person, because },
      event: (last: string | null) =>
        last === null ? 'task' : now - Date.parse(last) >= days * DAY_MS ? 'task-reminder' : null,
    }))
  })
}

function agencyOf({ units }: PolicySet): string {
  return units.agencies[0]?.id ?? ''
}
