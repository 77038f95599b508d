import { advisorySeatsHeld } from '../approvals/seats.ts'
import { dayOf } from '../core/calendar.ts'
import { hasLeft } from '../core/has-left.ts'
import { KNOWN_PERSON, type KnownPerson } from '../core/known-person.ts'
import { type AssessmentRow, SYSTEM_ASSESSMENT } from '../oversight/assessments/assessment-row.ts'
import { turnNews, turnOf } from '../oversight/assessments/assessment-turn.ts'
import type { Waiting } from '../oversight/tasks/reminders.ts'
import type { OversightOfficeParts } from './oversight-office.ts'

/**
 * Clause MS-49: whoever holds a seat that accepts an assessment hears that one waits; whoever wrote it, that it came back or
 * that the system is to be assessed again. Where none of them is left, whoever may write one hears it.
 */
export function assessmentTasks({ ledger, policy, clock }: Pick<OversightOfficeParts, 'ledger' | 'policy' | 'clock'>) {
  const rows = ledger.state

  function holders({ kind, agency, assessors }: AssessmentRow): string[] {
    const seats = policy().oversight?.assessments?.accepts.flatMap((one) => (one.kinds.includes(kind) ? one.seats : []))
    const { officers, delegates } = policy().approvals ?? { officers: [], delegates: [] }
    const people = new Set([...rows.all(KNOWN_PERSON).keys(), ...[...officers, ...delegates].map(({ key }) => key)])
    return [...people].filter((key) => {
      if (hasLeft(rows, key) || assessors.includes(key)) return false
      const known = rows.get(KNOWN_PERSON, key) as KnownPerson | undefined
      const { agency: own, unit = '', roles = [] } = known ?? { agency }
      const held = advisorySeatsHeld(policy(), agency, { key, agency: own, unit, roles }, clock.now())
      return held.some((one) => seats?.includes(one.seat) && !assessors.includes(one.insteadOf ?? ''))
    })
  }

  function writers({ agency, assessors }: AssessmentRow): string[] {
    const left = assessors.filter((key) => !hasLeft(rows, key))
    if (left.length > 0) return left
    const duties = policy().oversight?.assessments?.writers ?? []
    return ([...rows.all(KNOWN_PERSON)] as [string, KnownPerson][]).flatMap(([key, known]) => {
      const mayWrite = known.agency === agency && known.roles?.some((role) => duties.includes(role))
      return mayWrite && !hasLeft(rows, key) ? [key] : []
    })
  }

  return (): Waiting[] => {
    const days = policy().oversight?.assessments?.remindDays
    if (days === undefined) return []
    const today = dayOf(clock.now(), policy().profile.timezone)
    return ([...rows.all(SYSTEM_ASSESSMENT).values()] as AssessmentRow[]).flatMap((row) => {
      const turn = turnOf(row, today)
      const people = turn === null ? [] : turn === 'seat' ? holders(row) : writers(row)
      const { number, agency } = row
      return people.map((person) => ({
        ...{ task: 'assessment' as const, number, agency, person },
        because: { kind: SYSTEM_ASSESSMENT, key: number, value: row },
        event: (last: string | null) => turnNews(row, last, days, clock.now()),
      }))
    })
  }
}
