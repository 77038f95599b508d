import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { Field } from '../../../console/field.tsx'
import { CsrfField } from '../../../frame/csrf-field.tsx'
import type { PageProps } from '../../../page-props.ts'
import { FormFault } from './form-fault.tsx'

export function Intake({ words, frame, view }: PageProps<'console-intake'>) {
  const { intake, fields } = words.requests
  const { required, optional } = words.console
  const { values } = view
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={intake.title}>
      <FormFault words={words} title={intake.error} error={view.error} />
      <p>{intake.lead}</p>
      <form class="usa-form" method="post" action="/console/requests">
        <CsrfField token={frame.person?.csrf ?? ''} />
        <Field id="name" label={`${intake.name} ${required}`} value={values['name']} maxLength={200} required />
        <Field
          id="organization"
          label={`${intake.organization} ${optional}`}
          value={values['organization']}
          maxLength={200}
        />
        <Field id="contact" label={`${intake.contact} ${optional}`} value={values['contact']} maxLength={500} />
        <Field
          id="description"
          label={`${intake.description} ${required}`}
          value={values['description']}
          rows={5}
          maxLength={20_000}
          required
        />
        <Field
          id="channel"
          label={`${intake.channel} ${required}`}
          hint={intake.channelHint}
          value={values['channel']}
          maxLength={64}
          required
        />
        <Field id="day" type="date" label={intake.day} hint={intake.dayHint} value={values['day'] || view.today} />
        <Field id="reason" label={`${fields['reason']} ${required}`} value={values['reason']} rows={2} required />
        <button class="usa-button" type="submit">
          {intake.go}
        </button>
      </form>
    </ConsoleLayout>
  )
}
