import type { StepField } from '../../../../pages/request-views.ts'
import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { Field, SelectField } from '../../../console/field.tsx'
import { CsrfField } from '../../../frame/csrf-field.tsx'
import type { Words } from '../../../languages/en.ts'
import type { PageProps } from '../../../page-props.ts'
import { clockText } from './clock-text.tsx'
import { FormFault } from './form-fault.tsx'

/** One step of a request: its letter and the clock behind it are shown first; what is done is what was shown. */
export function RequestStep({ words, frame, view }: PageProps<'console-request-step'>) {
  const { requests } = words
  const action = `/console/requests/${view.request.id}/steps/${view.step}`
  const name = requests.steps[view.step] ?? view.step
  const csrf = <CsrfField token={frame.person?.csrf ?? ''} />
  const { check } = view
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={name}>
      <p>
        <a href={`/console/requests/${view.request.id}`}>{requests.back(view.request.number)}</a>
      </p>
      <FormFault words={words} title={requests.errorTitle} error={view.error} />
      {check === null ? (
        <p>{requests.stepLead}</p>
      ) : (
        <section class="run" aria-labelledby="check-title">
          <h2 id="check-title">{requests.checkTitle}</h2>
          {view.isChanged ? (
            <p role="alert">
              <strong>{requests.changed}</strong>
            </p>
          ) : null}
          {check.letter === null ? (
            <p>{requests.checkNoLetter}</p>
          ) : (
            <>
              <p>{requests.checkLetter(requests.letterKinds[check.letter.kind] ?? check.letter.kind)}</p>
              <pre class="letter" lang="en">
                {check.letter.text}
              </pre>
            </>
          )}
          <p>
            {requests.checkClock}: <strong>{clockText(check.clock, words)}</strong>
          </p>
          <form method="post" action={action}>
            {csrf}
            {Object.entries(view.values).map(([field, value]) => (
              <input key={field} type="hidden" name={field} value={value} />
            ))}
            <input type="hidden" name="confirm" value={check.digest} />
            <button class="usa-button" type="submit">
              {requests.confirm(name)}
            </button>
          </form>
        </section>
      )}
      <form class="usa-form" method="post" action={action}>
        {csrf}
        {view.fields.map((field) => (
          <StepInput key={field.name} words={words} field={field} values={view.values} />
        ))}
        <button class={check === null ? 'usa-button' : 'usa-button usa-button--outline'} type="submit">
          {check === null ? requests.preview : requests.again}
        </button>
      </form>
    </ConsoleLayout>
  )
}

function StepInput({
  words,
  field,
  values,
}: {
  readonly words: Words
  readonly field: StepField
  readonly values: Readonly<Record<string, string>>
}) {
  const { requests } = words
  const { required, optional } = words.console
  const { name, kind, isRequired } = field
  const own = field.label === null ? (requests.fields[name] ?? name) : requests.minutes(field.label)
  const label = `${own} ${isRequired ? required : optional}`
  const id = name.replace(/[^a-z0-9-]/g, '-')
  const value = values[name]
  switch (kind) {
    case 'check':
      return <CheckBox id={id} name={name} label={own} isChecked={value === 'yes'} />
    case 'choice':
      return (
        <SelectField
          id={id}
          name={name}
          label={label}
          value={value}
          choices={field.choices.map((one) => ({ value: one.value, label: requests.outcomes[one.value] ?? one.label }))}
          required
        />
      )
    case 'exemptions':
      return (
        <fieldset class="usa-fieldset">
          <legend class="usa-label">{label}</legend>
          {field.choices.map((one) => (
            <CheckBox
              key={one.value}
              id={`exemption-${one.value.replaceAll('.', '-')}`}
              name={`exemption:${one.value}`}
              label={one.label}
              isChecked={values[`exemption:${one.value}`] === 'yes'}
              isPolicyText
            />
          ))}
        </fieldset>
      )
    case 'area':
      return <Field id={id} name={name} label={label} value={value} rows={3} maxLength={5_000} required={isRequired} />
    case 'date':
      return <Field id={id} name={name} type="date" label={label} value={value} required={isRequired} />
    default:
      return <Field id={id} name={name} label={label} value={value} maxLength={500} required={isRequired} />
  }
}

interface CheckBoxProps {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly isChecked: boolean
  readonly isPolicyText?: boolean
}

export function CheckBox({ id, name, label, isChecked, isPolicyText = false }: CheckBoxProps) {
  return (
    <div class="usa-checkbox">
      <input class="usa-checkbox__input" id={id} type="checkbox" name={name} value="yes" checked={isChecked} />
      <label class="usa-checkbox__label" for={id} lang={isPolicyText ? 'en' : undefined}>
        {label}
      </label>
    </div>
  )
}
