import { ConsoleLayout } from '../../console/console-layout.tsx'
import { Field, SelectField } from '../../console/field.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { Alert } from '../../parts/alert.tsx'

export function AccessStatement({ words, frame, view }: PageProps<'console-access'>) {
  const { access } = words.console
  const { stated } = view.console
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={access.title}>
      <p class="lead">{access.lead}</p>
      <Alert kind="info">
        <p>{access.watched}</p>
      </Alert>
      <form class="usa-form" method="post" action="/console/access">
        <CsrfField token={frame.person?.csrf ?? ''} />
        <input type="hidden" name="return" value={view.returnTo} />
        <SelectField
          id="purpose"
          label={`${access.purpose} ${words.console.required}`}
          choices={view.purposes}
          none=""
          value={stated?.purpose}
          required
        />
        <Field
          id="matter"
          label={`${access.matter} ${words.console.required}`}
          hint={access.matterHint}
          value={stated?.matter}
          maxLength={200}
          required
        />
        <Field
          id="reason"
          label={`${words.console.reason} ${words.console.required}`}
          value={stated?.reason}
          rows={3}
          required
        />
        <button class="usa-button" type="submit">
          {access.go}
        </button>
      </form>
    </ConsoleLayout>
  )
}
