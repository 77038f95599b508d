import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { TextField } from '../parts/text-field.tsx'

/** A report of one’s own: its number at once, who hears of it, when there will be word, and what became of it. */
export function Reported({ words, frame, view }: PageProps<'reported'>) {
  const { reported } = words.incidents
  return (
    <Layout words={words} frame={frame} title={reported.title(view.number)}>
      {view.error === null ? (
        <Alert kind="success" title={reported.received}>
          <p>{reported.receivedText(view.by)}</p>
        </Alert>
      ) : (
        <Alert kind="error" isUrgent>
          {reported[view.error]}
        </Alert>
      )}
      {view.hasEndedAccess ? <Alert kind="warning">{reported.endedAccess}</Alert> : null}
      <dl class="facts">
        <div>
          <dt>{reported.about}</dt>
          <dd>{view.type}</dd>
        </div>
        <div>
          <dt>{reported.at}</dt>
          <dd>{view.at}</dd>
        </div>
        <div>
          <dt>{reported.state}</dt>
          <dd>{view.state}</dd>
        </div>
        <div>
          <dt>{reported.hears}</dt>
          <dd>{view.hears.join(', ')}</dd>
        </div>
      </dl>
      {view.isAnonymous ? <p>{reported.anonymous}</p> : null}
      {view.isFrozen ? <p>{reported.frozen}</p> : null}
      {view.isHidden ? <p>{reported.hidden}</p> : null}
      {view.tasks.length === 0 ? null : (
        <section aria-labelledby="tasks-title">
          <h2 id="tasks-title">{reported.taskTitle}</h2>
          <p>{reported.taskText}</p>
          {view.tasks.map(({ id, title, due, isOverdue }) => (
            <form key={id} class="usa-form" method="post" action={`/reports/${view.number}`}>
              <CsrfField token={frame.person?.csrf ?? ''} />
              <input type="hidden" name="version" value={view.version} />
              <input type="hidden" name="task" value={id} />
              <p class="plain-text">
                {reported.taskBy(title, due)}
                {isOverdue ? <strong> {reported.overdue}</strong> : null}
              </p>
              <TextField name={`outcome-${id}`} label={reported.taskDone} value="" rows={4} maxLength={10_000} />
              <button class="usa-button" type="submit">
                {reported.taskSend}
              </button>
            </form>
          ))}
        </section>
      )}
      <h2>{reported.steps}</h2>
      <ol>
        {view.steps.map(({ at, kind, text }) => (
          <li key={`${at} ${kind}`}>
            <p>
              {reported.kinds[kind] ?? kind}, {at}
            </p>
            {text === null ? null : <p class="plain-text">{text}</p>}
          </li>
        ))}
      </ol>
      {view.hasEndedAccess ? null : (
        <form class="usa-form" method="post" action={`/reports/${view.number}`}>
          <CsrfField token={frame.person?.csrf ?? ''} />
          <input type="hidden" name="version" value={view.version} />
          <TextField
            name="text"
            label={view.isAsked ? reported.answer : reported.add}
            value=""
            rows={4}
            maxLength={10_000}
          />
          <button class="usa-button" type="submit">
            {reported.send}
          </button>
        </form>
      )}
      <p>
        <a href={view.back}>{view.back === '/reports' ? words.incidents.reports.title : reported.back}</a>
      </p>
    </Layout>
  )
}
