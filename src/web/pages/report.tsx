import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'

/** Clauses MS-51, MO-49: what was worrying in an answer. */
export function Report({ words, frame, view }: PageProps<'report'>) {
  const { report } = words
  const { number } = view.turn
  return (
    <Layout words={words} frame={frame} title={report.title(number)}>
      {view.error === null ? null : (
        <Alert kind="error" isUrgent>
          {report.missing}
        </Alert>
      )}
      <p class="lead">{report.lead}</p>
      <p>{report.danger}</p>
      <form class="usa-form" method="post" action={`/chat/${view.conversation}/turns/${number}/report`}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">{report.type}</legend>
          {view.types.map(({ id, name }) => (
            <div class="usa-radio" key={id}>
              <input class="usa-radio__input" type="radio" id={`type-${id}`} name="type" value={id} />
              <label class="usa-radio__label" for={`type-${id}`}>
                {name}
              </label>
            </div>
          ))}
        </fieldset>
        <label class="usa-label" for="text">
          {report.what}
        </label>
        <p class="usa-hint" id="text-hint">
          {report.whatHint}
        </p>
        <textarea class="usa-textarea" id="text" name="text" rows={5} aria-describedby="text-hint" />
        <div class="usa-checkbox">
          <input
            class="usa-checkbox__input"
            type="checkbox"
            id="without-supervisor"
            name="without-supervisor"
            value="yes"
          />
          <label class="usa-checkbox__label" for="without-supervisor">
            {report.withoutSupervisor}
          </label>
        </div>
        <div class="actions">
          <button class="usa-button" type="submit">
            {report.send}
          </button>
        </div>
      </form>
      <p>
        <a href={`/chat/${view.conversation}#turn-${number}`}>{report.cancel}</a>
      </p>
    </Layout>
  )
}
