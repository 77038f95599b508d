import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { Field, SelectField } from '../../console/field.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { Alert } from '../../parts/alert.tsx'
import { WhatNext, WhyNot } from '../../parts/told.tsx'

/** Says how much a hold would keep before it is placed; what is placed is what was looked at. */
export function HoldForm({ words, frame, view }: PageProps<'console-hold'>) {
  const { holds, reason, required, optional, any } = words.console
  const { values, preview } = view
  const kinds = Object.entries(holds.kinds).map(([value, label]) => ({ value, label }))
  const csrf = <CsrfField token={frame.person?.csrf ?? ''} />
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={holds.newTitle}>
      {view.error === null ? null : (
        <Alert kind="error" title={holds.errorTitle} isUrgent>
          <WhyNot words={words} told={view.error} />
          <WhatNext words={words} told={view.error} />
        </Alert>
      )}
      {preview === null ? (
        <p>{holds.newLead}</p>
      ) : (
        <section class="run" aria-labelledby="check-title">
          <h2 id="check-title">{holds.checkTitle}</h2>
          <p>
            <strong>
              {preview.entries === 0
                ? holds.checkNone
                : holds.check(countText(preview.exchanges, frame.language), countText(preview.entries, frame.language))}
            </strong>
          </p>
          {preview.unseen === 0 ? null : <p>{holds.unseen(countText(preview.unseen, frame.language))}</p>}
          <form method="post" action="/console/holds">
            {csrf}
            <input type="hidden" name="step" value="place" />
            {Object.entries(values).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <button class="usa-button" type="submit">
              {holds.placeGo}
            </button>
          </form>
        </section>
      )}
      <form class="usa-form" method="post" action="/console/holds">
        {csrf}
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
        <Field
          id="units"
          label={holds.units}
          hint={holds.unitsHint}
          value={values['units']}
          rows={2}
          maxLength={2000}
        />
        <Field id="from" type="date" label={holds.from} value={values['from']} />
        <Field id="to" type="date" label={holds.to} value={values['to']} />
        <SelectField id="system" label={holds.system} none={any} choices={view.systems} value={values['system']} />
        <Field id="of" label={holds.of} value={values['of']} maxLength={200} />
        {view.maySearch ? (
          <Field id="query" label={holds.query} hint={holds.queryHint} value={values['query']} maxLength={2000} />
        ) : null}
        <Field id="notice" label={`${holds.notice} ${optional}`} value={values['notice']} rows={2} maxLength={2000} />
        <button class={preview === null ? 'usa-button' : 'usa-button usa-button--outline'} type="submit">
          {preview === null ? holds.preview : holds.change}
        </button>
      </form>
    </ConsoleLayout>
  )
}
