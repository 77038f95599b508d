import { dayOf } from '../core/calendar.ts'
import { INCIDENT_CASE, type IncidentCase, type IncidentTask, type TaskHolder } from '../incidents/incident-row.ts'
import { receiversOf } from '../incidents/notices.ts'
import { holdersOf } from '../incidents/task-holders.ts'
import { isTaskOverdue } from '../incidents/task-steps.ts'
import type { Waiting } from '../oversight/tasks/reminders.ts'
import { type Task, taskMail } from '../oversight/tasks/task-mails.ts'
import { mailConnectors } from '../policy/mail-connectors.ts'
import type { OversightOfficeParts } from './oversight-office.ts'

const DAY_MS = 86_400_000

/** Clauses MS-14, MS-16: that there is a task in an incident, to whoever has it: as it is given, and again while it is overdue. */
export function incidentMails({ ledger, policy, clock }: Pick<OversightOfficeParts, 'ledger' | 'policy' | 'clock'>) {
  const rows = ledger.state

  function tasksOf(row: IncidentCase, task: Pick<IncidentTask, 'to'>): Task[] {
    const { number, agency, subjects } = row
    const { people, queues } = holdersOf(policy(), rows, row, task)
    const of = { task: 'incident' as const, number, agency }
    return [
      ...people.map((person) => ({ ...of, person })),
      ...queues.map((id) => ({
        ...of,
        person: id,
        receivers: receiversOf(policy().incidents, [id], subjects),
      })),
    ]
  }

  function again(last: string | null, { due }: IncidentTask): 'task-reminder' | null {
    const { incidents, profile } = policy()
    const isTold = last !== null && dayOf(Date.parse(last), profile.timezone) > due
    return isTold && clock.now() - Date.parse(last) < incidents.taskRemindDays * DAY_MS ? null : 'task-reminder'
  }

  return {
    mails: (row: IncidentCase, to: TaskHolder, giver: string, at: string) =>
      tasksOf(row, { to })
        .filter(({ person }) => person !== giver)
        .flatMap((one) => taskMail(rows, mailConnectors(policy()), one, 'task', at)?.state ?? []),

    waiting(): Waiting[] {
      const today = dayOf(clock.now(), policy().profile.timezone)
      return ([...rows.all(INCIDENT_CASE).values()] as IncidentCase[]).flatMap((row) =>
        row.tasks
          .filter((task) => isTaskOverdue(task, today))
          .flatMap((task) =>
            tasksOf(row, task).map((one) => ({
              ...one,
              because: { kind: INCIDENT_CASE, key: row.number, value: row },
              event: (last: string | null) => again(last, task),
            })),
          ),
      )
    },
  }
}
