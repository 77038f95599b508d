import { Field, SelectField } from '../../console/field.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { Act } from './incident-act.tsx'
import { IncidentTaskActs } from './incident-tasks.tsx'

type Props = PageProps<'console-incident'>

/** What can be done about an incident now: each act a form of its own, open where something stood against it. */
export function IncidentActs(props: Props) {
  const { words, view } = props
  const { one, severities } = words.incidents
  const levels = (['low', 'medium', 'high'] as const).map((value) => ({ value, label: severities[value] }))
  const fields = view.requires.map(({ field }) => ({ value: field, label: one.factNames[field] ?? field }))
  const typed = (act: string, name: string): string => (view.act === act ? (view.values[name] ?? '') : '')
  const reason = (act: string) => (
    <Field
      id={`${act}-reason`}
      name="reason"
      label={`${one.reason} ${words.console.required}`}
      value={typed(act, 'reason')}
      required
    />
  )
  const text = (act: string, name: string, label: string, rows = 4) => (
    <Field
      id={`${act}-${name}`}
      name={name}
      label={`${label} ${words.console.required}`}
      value={typed(act, name)}
      rows={rows}
      maxLength={10_000}
      required
    />
  )
  const line = (act: string, name: string, label: string, hint?: string) => (
    <Field
      id={`${act}-${name}`}
      name={name}
      label={`${label} ${words.console.required}`}
      value={typed(act, name)}
      maxLength={320}
      required
      {...(hint === undefined ? {} : { hint })}
    />
  )
  return (
    <section aria-labelledby="acts-title">
      <h2 id="acts-title">{one.acts}</h2>
      {view.isClosed ? null : (
        <>
          {view.isMine ? null : (
            <Act {...props} act="assign" title={one.take} suffix="-me">
              <p>{one.takeText}</p>
              <input type="hidden" name="to" value="me" />
              {reason('assign')}
            </Act>
          )}
          {view.next.length === 0 ? null : (
            <Act {...props} act="move" title={one.move}>
              <SelectField id="move-to" name="to" label={one.moveTo} value={typed('move', 'to')} choices={view.next} />
              {reason('move')}
            </Act>
          )}
          {fields.length === 0 ? null : (
            <Act {...props} act="fill" title={one.fill}>
              <SelectField
                id="fill-field"
                name="field"
                label={one.field}
                value={typed('fill', 'field')}
                choices={fields}
              />
              {text('fill', 'value', one.value)}
            </Act>
          )}
          {view.reporter === null ? null : (
            <Act {...props} act="ask" title={one.ask}>
              {text('ask', 'question', one.question)}
              {reason('ask')}
            </Act>
          )}
          <Act {...props} act="rate" title={one.rate}>
            <SelectField
              id="rate-severity"
              name="severity"
              label={one.severity}
              value={typed('rate', 'severity') || view.severity}
              choices={levels}
            />
            {reason('rate')}
          </Act>
          <Act {...props} act="retype" title={one.retype}>
            <SelectField
              id="retype-type"
              name="type"
              label={one.retype}
              value={typed('retype', 'type')}
              choices={view.types}
            />
            {reason('retype')}
          </Act>
          <Act {...props} act="assign" title={one.assign} suffix="-other">
            {line('assign', 'to', one.assignTo)}
            <Field
              id="assign-other-reason"
              name="reason"
              label={`${one.reason} ${words.console.required}`}
              value={typed('assign', 'reason')}
              required
            />
          </Act>
          <Act {...props} act="link" title={one.link}>
            {line('link', 'exchange', one.exchange)}
            {reason('link')}
          </Act>
          <Act {...props} act="name" title={one.name}>
            {line('name', 'subject', one.subject, one.nameHint)}
            {reason('name')}
          </Act>
          <Act {...props} act="merge" title={one.merge}>
            {line('merge', 'into', one.into)}
            {reason('merge')}
          </Act>
        </>
      )}
      <IncidentTaskActs {...props} />
      <Act {...props} act="note" title={one.note}>
        {text('note', 'note', one.noteText)}
      </Act>
      {view.mayClose ? (
        <Act {...props} act="close" title={one.close}>
          {text('close', 'cause', one.cause)}
          {text('close', 'fix', one.fix)}
          {view.reporter === null ? null : (
            <div class="usa-checkbox">
              <input class="usa-checkbox__input" type="checkbox" id="told" name="told" value="yes" />
              <label class="usa-checkbox__label" for="told">
                {one.told}
              </label>
            </div>
          )}
          {reason('close')}
        </Act>
      ) : null}
      {view.mayReopen ? (
        <Act {...props} act="reopen" title={one.reopen}>
          {reason('reopen')}
        </Act>
      ) : null}
      {view.isClosed && (view.kept === 'kept' || view.kept === 'release-asked') ? (
        <details class="act">
          <summary>{one.release}</summary>
          <form class="usa-form" method="post" action={`/console/incidents/${view.number}/evidence`}>
            <CsrfField token={props.frame.person?.csrf ?? ''} />
            <p>{one.releaseText}</p>
            {reason('release')}
            <button class="usa-button" type="submit">
              {one.send(one.release)}
            </button>
          </form>
        </details>
      ) : null}
      {view.maySuspend ? (
        <p>
          <a href={`/console/incidents/${view.number}/suspension`}>{one.suspend}</a>
        </p>
      ) : null}
    </section>
  )
}
