import type { HoldFormView } from '../../../pages/console-keeping-views.ts'
import { Field, SelectField } from '../../console/field.tsx'
import type { Words } from '../../languages/en.ts'

interface HoldFieldsProps {
  readonly words: Words
  readonly view: Pick<HoldFormView, 'values' | 'systems' | 'maySearch'>
}

/** What a hold is for, and what it keeps. */
export function HoldFields({ words, view }: HoldFieldsProps) {
  const { holds, reason, required, optional, any } = words.console
  const { values } = view
  const kinds = Object.entries(holds.kinds).map(([value, label]) => ({ value, label }))
  return (
    <>
      <Field
        id="matter"
        label={`${holds.matter} ${required}`}
        hint={holds.matterHint}
        value={values['matter']}
        maxLength={200}
        required
      />
      <SelectField id="kind" label={holds.kind} choices={kinds} value={values['kind']} />
      <Field id="reason" label={`${reason} ${required}`} value={values['reason']} rows={2} required />
      <Field
        id="people"
        label={holds.people}
        hint={holds.peopleHint}
        value={values['people']}
        rows={2}
        maxLength={2000}
      />
      <Field id="units" label={holds.units} hint={holds.unitsHint} value={values['units']} rows={2} maxLength={2000} />
      <Field id="from" type="date" label={holds.from} value={values['from']} />
      <Field id="to" type="date" label={holds.to} value={values['to']} />
      <SelectField id="system" label={holds.system} none={any} choices={view.systems} value={values['system']} />
      <Field id="of" label={holds.of} value={values['of']} maxLength={200} />
      {view.maySearch ? (
        <Field id="query" label={holds.query} hint={holds.queryHint} value={values['query']} maxLength={2000} />
      ) : null}
      <Field id="notice" label={`${holds.notice} ${optional}`} value={values['notice']} rows={2} maxLength={2000} />
    </>
  )
}
