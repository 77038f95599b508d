import { Field, SelectField } from '../../console/field.tsx'
import type { PageProps } from '../../page-props.ts'
import { Act } from './incident-act.tsx'

type Props = PageProps<'console-incident'>

/** What is to be done before it is closed, who has it and by when. */
export function IncidentTasks({ words, view }: Props) {
  const { one } = words.incidents
  if (view.tasks.length === 0) return null
  return (
    <section aria-labelledby="tasks-title">
      <h2 id="tasks-title">{one.tasks}</h2>
      <ul>
        {view.tasks.map(({ id, name, title, holder, due, isOverdue, done, isCancelled, isGiven }) => (
          <li key={id}>
            {isGiven ? `${id}, ${name}` : name}, {holder === null ? one.withNobody : one.with(holder)},{' '}
            {done !== null ? (
              isCancelled ? (
                one.cancelled(done)
              ) : (
                one.done(done)
              )
            ) : (
              <strong>
                {one.due_(due)}
                {isOverdue ? `, ${one.overdue}` : ''}
              </strong>
            )}
            {title === null ? null : <p class="plain-text">{title}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Giving a task, saying what came of one, calling one off. */
export function IncidentTaskActs(props: Props) {
  const { words, view } = props
  const { one } = words.incidents
  const open = view.tasks.filter(({ mayFinish }) => mayFinish)
  const typed = (act: string, name: string): string => (view.act === act ? (view.values[name] ?? '') : '')
  const choicesOf = (tasks: Props['view']['tasks']) =>
    tasks.map(({ id, name, title, isGiven }) => ({
      value: id,
      label: [isGiven ? `${id}, ${name}` : name, ...(title === null ? [] : [title])].join(': '),
    }))
  const given = open.filter(({ isGiven }) => isGiven)
  const reason = (act: string) => (
    <Field
      id={`${act}-reason`}
      name="reason"
      label={`${one.reason} ${words.console.required}`}
      value={typed(act, 'reason')}
      required
    />
  )
  return (
    <>
      {!view.mayWork || view.isClosed || view.taskKinds.length === 0 ? null : (
        <Act {...props} act="give-task" title={one.give}>
          <p>{one.giveText}</p>
          <SelectField
            id="give-task-kind"
            name="kind"
            label={one.giveKind}
            value={typed('give-task', 'kind')}
            choices={view.taskKinds}
          />
          <Field
            id="give-task-title"
            name="title"
            label={`${one.giveTitle} ${words.console.required}`}
            value={typed('give-task', 'title')}
            maxLength={200}
            required
          />
          <SelectField
            id="give-task-to"
            name="to"
            label={one.giveTo}
            value={typed('give-task', 'to')}
            choices={[{ value: 'me', label: one.giveMe }, ...view.holders]}
          />
          <Field
            id="give-task-person"
            name="person"
            label={one.givePerson}
            hint={one.givePersonHint}
            value={typed('give-task', 'person')}
            maxLength={320}
          />
          <Field
            id="give-task-due"
            name="due"
            type="date"
            label={one.giveDue}
            hint={one.giveDueHint}
            value={typed('give-task', 'due')}
          />
          {reason('give-task')}
        </Act>
      )}
      {open.length === 0 ? null : (
        <Act {...props} act="finish-task" title={one.task}>
          <SelectField
            id="finish-task-task"
            name="task"
            label={one.taskNow}
            value={typed('finish-task', 'task')}
            choices={choicesOf(open)}
          />
          <Field
            id="finish-task-outcome"
            name="outcome"
            label={`${one.outcome} ${words.console.required}`}
            value={typed('finish-task', 'outcome')}
            rows={4}
            maxLength={10_000}
            required
          />
        </Act>
      )}
      {!view.mayWork || view.isClosed || given.length === 0 ? null : (
        <Act {...props} act="cancel-task" title={one.cancel}>
          <SelectField
            id="cancel-task-task"
            name="task"
            label={one.taskNow}
            value={typed('cancel-task', 'task')}
            choices={choicesOf(given)}
          />
          {reason('cancel-task')}
        </Act>
      )}
    </>
  )
}
