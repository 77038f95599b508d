import { businessDayAfter, isBusinessDay } from '../core/business-days.ts'
import { dayAfter, dayOf } from '../core/calendar.ts'
import type { Clock } from '../core/ids.ts'
import { KNOWN_PERSON, type KnownPerson } from '../core/known-person.ts'
import type { Principal } from '../core/principal.ts'
import type { StateChange } from '../core/record.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { StepWords } from './incident-log.ts'
import type { IncidentCase, TaskHolder } from './incident-row.ts'
import type { PersonChange } from './incident-step.ts'
import { conflict, malformed } from './refusals.ts'
import { mayHoldTask, seenPerson } from './task-holders.ts'
import { nextTask } from './task-steps.ts'
import type { IncidentTransition } from './transitions.ts'

/** Rows of notices, written with the step that gives a task. `giver` isn't told of what they did. */
export type TaskMails = (row: IncidentCase, to: TaskHolder, giver: string, at: string) => readonly StateChange[]

export interface TaskGivingParts {
  readonly policy: () => PolicySet
  readonly rows: StateRows
  readonly clock: Clock
  readonly taskMails: TaskMails
  readonly knownSubject: (name: string, caller: Principal) => string
}

type Asked = Extract<IncidentTransition, { transition: 'give-task' }>
const QUEUE = 'queue:'

/**
 * Clause MS-14: what is to be done about an incident, by whom and by which business day. Nobody learns of an incident by a
 * task: it is given only to a queue that hears of it, or to somebody for whom it is there.
 */
export function createTaskGiving({ policy, rows, clock, taskMails, knownSubject }: TaskGivingParts) {
  function holderOf(row: IncidentCase, { to }: Asked, caller: Principal): TaskHolder | Refusal {
    if (to.startsWith(QUEUE)) {
      const queue = to.slice(QUEUE.length)
      return row.channels.includes(queue)
        ? { queue }
        : malformed('task-queue', 'No such queue hears of it.', 'Choose one that does, or a person.')
    }
    if (to === 'me') return { key: caller.key, name: caller.email ?? caller.subject }
    const key = knownSubject(to, caller)
    const known = rows.get(KNOWN_PERSON, key) as KnownPerson | undefined
    const person = seenPerson(policy(), rows, key)
    if (person === null || known?.agency !== caller.agency)
      return malformed('task-person', 'Nobody of your agency is known by that name.', 'Give their work e-mail address.')
    return mayHoldTask(policy(), row, person)
      ? { key, name: known.email ?? key.split('|').at(-1)! }
      : conflict(
          'task-person',
          'The incident isn’t there for them, so it can’t be theirs to work on; nothing tells them of it.',
          'Give it to a queue that hears of it, or to somebody else.',
        )
  }

  function dueOf(days: number, { due }: Asked): string | Refusal {
    const { timezone, holidays } = policy().profile
    const today = dayOf(clock.now(), timezone)
    const closed = new Set(holidays)
    if (due === undefined) return businessDayAfter(today, days, closed)
    const isOne = isBusinessDay(due, closed) && due >= today && due <= dayAfter(today, 'P1Y')
    return isOne
      ? due
      : malformed(
          'task-due',
          'It is due on a business day, today or within a year.',
          'Choose another day, or leave it empty.',
        )
  }

  return {
    give(row: IncidentCase, asked: Asked, caller: Principal): { change: PersonChange; words: StepWords } | Refusal {
      const kind = policy().incidents.taskKinds[asked.kind]
      if (kind === undefined)
        return malformed('task-kind', 'The policy has no such kind of task.', 'Choose one of incidents.yaml.')
      const to = holderOf(row, asked, caller)
      if ('code' in to) return to
      const due = dueOf(kind.businessDays, asked)
      if (typeof due !== 'string') return due
      const state = taskMails(row, to, caller.key, new Date(clock.now()).toISOString())
      return {
        change: { kind: 'give-task', task: nextTask(row), of: kind.id, to, due },
        words: { reason: asked.reason, said: { title: asked.title }, state },
      }
    },
  }
}
