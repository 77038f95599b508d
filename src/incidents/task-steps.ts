import type { SeenStep } from './incident-log.ts'
import type { IncidentCase, IncidentTask, TaskHolder } from './incident-row.ts'
import type { StepChange } from './incident-step.ts'

type TaskChange = Extract<StepChange, { kind: 'give-task' | 'finish-task' | 'cancel-task' }>

/** Whether people gave it; the others are what the incident's type asks for. */
export function isGiven({ of }: IncidentTask): boolean {
  return of !== undefined
}

export function openTasks({ tasks }: Pick<IncidentCase, 'tasks'>): IncidentTask[] {
  return tasks.filter(({ doneAt }) => doneAt === null)
}

/** @param today `YYYY-MM-DD`, in the profile's zone. */
export function isTaskOverdue({ due, doneAt }: IncidentTask, today: string): boolean {
  return doneAt === null && today > due
}

/** The next task that is given: numbers of an incident are its own, and tell of no other. */
export function nextTask({ tasks }: IncidentCase): string {
  return `T${tasks.filter(isGiven).length + 1}`
}

/** Clause MS-14: why a task can't be given, finished or called off now; null when it can. */
export function whyNotTask(row: IncidentCase, change: TaskChange): string | null {
  const known = row.tasks.find(({ id }) => id === change.task)
  if (change.kind === 'give-task') {
    if (known !== undefined) return 'There is such a task already.'
    return row.subjects.some((subject) => isAbout(change.to, subject)) ? 'It concerns them.' : null
  }
  if (known?.doneAt !== null) return 'There is no such task.'
  return change.kind === 'cancel-task' && !isGiven(known) ? 'Its type asks for that task: it can only be done.' : null
}

/** What was given would be lost sight of in an incident that goes on as another one. */
export function whyNotMerged(row: IncidentCase): string | null {
  const open = openTasks(row).filter(isGiven)
  return open.length === 0
    ? null
    : `It can’t be merged before these are done or cancelled: ${open.map(({ id }) => id).join(', ')}.`
}

export function tasksAfter(tasks: readonly IncidentTask[], change: TaskChange, at: string): IncidentTask[] {
  if (change.kind === 'give-task') {
    const { task: id, of, to, due } = change
    return [...tasks, { id, due, doneAt: null, of, to }]
  }
  const isOff = change.kind === 'cancel-task'
  return tasks.map((task) =>
    task.id === change.task ? { ...task, doneAt: at, ...(isOff && { cancelled: true as const }) } : task,
  )
}

/** Whom an incident is kept from has no open task of it any more. */
export function tasksWithout(tasks: readonly IncidentTask[], subject: string): readonly IncidentTask[] {
  return tasks.map((task) =>
    task.doneAt === null && task.to != null && isAbout(task.to, subject) ? { ...task, to: null } : task,
  )
}

/** Whether it was given to this person themself. */
export function isHeldBy({ to }: Pick<IncidentTask, 'to'>, key: string): boolean {
  return to != null && 'key' in to && to.key === key
}

/** What is to be done, in the words of the step that gave it; null: it wasn't given, or no words are shown. */
export function taskTitle(
  steps: readonly Pick<SeenStep, 'step' | 'said'>[],
  { id }: Pick<IncidentTask, 'id'>,
): string | null {
  const given = steps.find(({ step: { change } }) => change.kind === 'give-task' && change.task === id)
  return (given?.said?.['title'] as string | undefined) ?? null
}

/** @param subject a principal key or a work e-mail address. */
function isAbout(to: TaskHolder, subject: string): boolean {
  return 'key' in to && (to.key === subject || to.name.toLowerCase() === subject)
}
