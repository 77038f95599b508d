import { hasLeft } from '../../core/has-left.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Waiting } from '../tasks/reminders.ts'
import { openIn, REVISIT, type RevisitRow } from './revisit-row.ts'

const DAY_MS = 86_400_000

/** Clause MS-62: whoever has answers to look at again is told so, and again after the policy's days while any is left. */
export function revisitTasks(policy: PolicySet, rows: StateRows, now: number): Waiting[] {
  const days = policy.oversight?.sampling.revisits?.remindDays
  if (days === undefined) return []
  return ([...rows.all(REVISIT)] as [string, RevisitRow][]).flatMap(([person, row]) => {
    if (openIn(row) === 0 || hasLeft(rows, person)) return []
    const { number, agency } = row
    return {
      ...{ task: 'revisit' as const, number, agency, person },
      because: { kind: REVISIT, key: person, value: row },
      event: (last: string | null) =>
        last === null ? 'task' : now - Date.parse(last) >= days * DAY_MS ? 'task-reminder' : null,
    }
  })
}
