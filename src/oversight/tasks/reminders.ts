import { dayOf } from '../../core/calendar.ts'
import type { Clock } from '../../core/ids.ts'
import type { TaskNotice } from '../../core/notice.ts'
import type { StateBasis } from '../../core/record.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { type Ledger, writeOr } from '../../records/ledger.ts'
import { type AuditRow, isLate, SYSTEM_AUDIT } from '../audits/audit-row.ts'
import { DECISION_RECORD, type DecisionRow, isOverdue } from '../decisions/decision-row.ts'
import { lastTold, type Task, taskMail } from './task-mails.ts'

export interface ReminderParts {
  readonly policy: () => PolicySet
  readonly ledger: Ledger
  readonly clock: Clock
  /** Ids of the mail connectors. */
  readonly mailBy: () => readonly string[]
  /** What waits for somebody in other domains. */
  readonly more?: readonly (() => readonly Waiting[])[]
}

/** Something that waits for somebody. */
export interface Waiting extends Task {
  /** What they are told now; null: nothing yet. `last` is when they last were, RFC 3339. */
  readonly event: (last: string | null) => TaskNotice['event'] | null
  /** The row that says so: a mail is written only while it still does. */
  readonly because: StateBasis
}

const DAY_MS = 86_400_000

/**
 * Clauses MS-30, MS-55: tells whoever has to decide, or to mend what an audit found, that it is overdue: once, and then again
 * after the policy’s days until they have. Where an app asked by itself nobody in particular is to decide, and nobody is told.
 */
export function createReminders({ policy, ledger, clock, mailBy, more = [] }: ReminderParts): {
  remind(): Promise<void>
} {
  const rows = ledger.state

  const again =
    (days: number): Waiting['event'] =>
    (last) =>
      last === null || clock.now() - Date.parse(last) >= days * DAY_MS ? 'task-reminder' : null

  function overdue(): Waiting[] {
    const { oversight, profile } = policy()
    if (oversight === null) return []
    const today = dayOf(clock.now(), profile.timezone)
    const decisions = ([...rows.all(DECISION_RECORD)] as [string, DecisionRow][]).flatMap(([key, row]): Waiting[] => {
      const { exchange: number, agency, holder: person } = row
      if (person === null || !isOverdue(row, today)) return []
      const because = { kind: DECISION_RECORD, key, value: row }
      return [{ task: 'decision', number, agency, person, event: again(oversight.decisions.remindDays), because }]
    })
    const findings = ([...rows.all(SYSTEM_AUDIT)] as [string, AuditRow][]).flatMap(([key, row]): Waiting[] => {
      if (row.state === 'abandoned') return []
      const { number, agency, auditor } = row
      const late = row.findings.filter((one) => isLate(one, today))
      // An answer that nobody has looked at is the auditor’s to do something about.
      const people = new Set(late.map(({ state, owner }) => (state === 'answered' ? auditor : owner)))
      const days = oversight.audits?.remindDays ?? oversight.decisions.remindDays
      const because = { kind: SYSTEM_AUDIT, key, value: row }
      return [...people].map((person) => ({ task: 'audit', number, agency, person, event: again(days), because }))
    })
    return [...decisions, ...findings]
  }

  return {
    async remind() {
      for (const one of [...overdue(), ...more.flatMap((waiting) => waiting())]) {
        const event = one.event(lastTold(rows, one))
        if (event === null) continue
        const mail = taskMail(rows, mailBy(), one, event, new Date(clock.now()).toISOString())
        if (mail === null) continue
        const act = {
          type: one.task === 'incident' ? ('incident' as const) : ('review' as const),
          agency: one.agency,
          actor: null,
          meta: { action: 'task-reminder', [one.task]: one.number },
          state: mail.state,
          basis: [mail.basis, one.because],
        }
        // Another gateway has just done so, or it isn’t overdue any more.
        await writeOr(ledger, act, () => null)
      }
    },
  }
}
