import type { RecordView } from '../../../pages/console-views.ts'
import type { Frame } from '../../../pages/frame.ts'
import { Field, SelectField } from '../../console/field.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { Words } from '../../languages/en.ts'

interface FormProps {
  readonly words: Words
  readonly frame: Frame
  readonly view: RecordView
}

/** Purpose and reason come before what is sealed, and are written down first. */
export function RevealForm({ words, frame, view }: FormProps) {
  const { one, reason, required, optional } = words.console
  if (view.reveal === null) return null
  const { parts, purposes, people, mayEmergency } = view.reveal
  return (
    <section aria-labelledby="reveal-title">
      <h2 id="reveal-title">{one.reveal}</h2>
      <p>{one.revealLead}</p>
      {people > 1 ? <p>{one.revealTwo}</p> : null}
      <form class="usa-form" method="post" action={`/console/records/${view.id}/reveal`}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <SelectField
          id="reveal-part"
          name="part"
          label={one.part}
          choices={parts.map((part) => ({ value: part, label: one[part] }))}
        />
        <SelectField id="reveal-purpose" name="purpose" label={one.purpose} choices={purposes} />
        <Field id="reveal-reason" name="reason" label={`${reason} ${required}`} rows={2} maxLength={2000} required />
        {mayEmergency ? (
          <Field
            id="reveal-emergency"
            name="emergency"
            label={`${one.emergency} ${optional}`}
            hint={one.emergencyHint}
            maxLength={200}
          />
        ) : null}
        <button class="usa-button" type="submit">
          {one.revealGo}
        </button>
      </form>
    </section>
  )
}

/** Counsel closes a record to all but counsel, or opens it again. */
export function LabelForm({ words, frame, view }: FormProps) {
  const { one, reason, required } = words.console
  if (!view.mayLabel) return null
  return (
    <section aria-labelledby="label-title">
      <h2 id="label-title">{one.label}</h2>
      <form class="usa-form" method="post" action={`/console/records/${view.id}/labels`}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <input type="hidden" name="privileged" value={view.privileged ? 'no' : 'yes'} />
        <Field id="label-reason" name="reason" label={`${reason} ${required}`} rows={2} maxLength={2000} required />
        <button class="usa-button usa-button--outline" type="submit">
          {view.privileged ? one.labelOpen : one.labelClose}
        </button>
      </form>
    </section>
  )
}
