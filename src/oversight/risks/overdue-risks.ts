import { dayOf } from '../../core/calendar.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { heldByDuty } from '../accountability/holders.ts'
import type { Waiting } from '../tasks/reminders.ts'
import { EMERGING_RISK, isRiskOverdue, type RiskRow } from './risk-row.ts'

const DAY_MS = 86_400_000

/** Clause MS-62: whoever holds the duty that answers for a risk hears that it should have been looked at, and again by days. */
export function overdueRisks(policy: PolicySet, rows: StateRows, now: number): Waiting[] {
  const days = policy.oversight?.risks?.remindDays
  if (days === undefined) return []
  const today = dayOf(now, policy.profile.timezone)
  return ([...rows.all(EMERGING_RISK).values()] as RiskRow[])
    .filter((row) => isRiskOverdue(row, today))
    .flatMap((row) => {
      const { number, agency, owner } = row
      const { people } = heldByDuty(policy, rows, [owner], (known) => known.agency === agency)
      return people.map((person) => ({
        ...{ task: 'risk' as const, number, agency, person },
        because: { kind: EMERGING_RISK, key: number, value: row },
        event: (last: string | null) =>
          last === null || now - Date.parse(last) >= days * DAY_MS ? ('task-reminder' as const) : null,
      }))
    })
}
