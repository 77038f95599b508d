import type { ApprovalRow } from '../approvals/approval-row.ts'
import { seatHolders } from '../approvals/seat-holders.ts'
import { toTell, turnMail } from '../approvals/to-tell.ts'
import { ACCESS_REQUEST } from '../core/access-request.ts'
import { KNOWN_PERSON, type KnownPerson } from '../core/known-person.ts'
import type { StateChange } from '../core/record.ts'
import type { Waiting } from '../oversight/tasks/reminders.ts'
import { type Task, taskMail } from '../oversight/tasks/task-mails.ts'
import { mailConnectors } from '../policy/mail-connectors.ts'
import { emailOf } from '../provisioning/scim/email-of.ts'
import type { OversightOfficeParts } from './oversight-office.ts'

/** Mails about requests for approval: with each step, and again while one waits. */
export function approvalMails({ ledger, policy, clock }: Pick<OversightOfficeParts, 'ledger' | 'policy' | 'clock'>) {
  const rows = ledger.state
  /** Whoever has never used the gateway is reached by the address that the directory has. */
  const reached = (key: string): string =>
    (rows.get(KNOWN_PERSON, key) as KnownPerson | undefined)?.email == null ? (emailOf(key, rows) ?? key) : key
  const taskOf = ({ number, agency }: ApprovalRow, person: string): Task => ({
    ...{ task: 'approval' as const, number, agency },
    person: reached(person),
  })
  return {
    mails(before: ApprovalRow | null, row: ApprovalRow, at: string): StateChange[] {
      const connectors = mailConnectors(policy())
      if (connectors.length === 0) return []
      return toTell(policy(), rows, before, row, clock.now()).flatMap(({ person, event }) => [
        ...(taskMail(rows, connectors, taskOf(row, person), event, at)?.state ?? []),
      ])
    },
    waiting(): Waiting[] {
      if (mailConnectors(policy()).length === 0) return []
      return ([...rows.all(ACCESS_REQUEST).values()] as ApprovalRow[]).flatMap((row) =>
        seatHolders(policy(), rows, row, clock.now()).map((person) => ({
          ...taskOf(row, person),
          event: (last: string | null) => turnMail(policy(), row, last, clock.now()),
          because: { kind: ACCESS_REQUEST, key: row.number, value: row },
        })),
      )
    },
  }
}
