import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { PageError } from '../parts/page-error.tsx'
import { TextField } from '../parts/text-field.tsx'

/** Which answers went into a document, and what people should know of it. */
export function DeliverableForm({ words, frame, view }: PageProps<'deliverable-form'>) {
  const { deliverables } = words
  return (
    <Layout words={words} frame={frame} title={view.id === null ? deliverables.newTitle : deliverables.changeTitle}>
      <PageError words={words} error={view.error} />
      <form class="usa-form" method="post" action={view.action}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">{deliverables.which}</legend>
          {view.answers.length === 0 ? <p>{deliverables.noAnswers}</p> : null}
          {view.answers.map(({ record, label, at, isUsed }) => (
            <div class="usa-checkbox" key={record}>
              <input
                class="usa-checkbox__input"
                type="checkbox"
                id={`record-${record}`}
                name={`record-${record}`}
                value="yes"
                checked={isUsed}
              />
              <label class="usa-checkbox__label" for={`record-${record}`}>
                {label}
                <span class="usa-checkbox__label-description">{at}</span>
              </label>
            </div>
          ))}
        </fieldset>
        <TextField name="title" label={deliverables.titleField} value={view.title} maxLength={300} />
        <TextField
          name="authors"
          label={deliverables.authors}
          hint={deliverables.authorsHint}
          value={view.authors}
          maxLength={500}
        />
        <TextField
          name="parts"
          label={deliverables.parts}
          hint={deliverables.partsHint}
          value={view.parts}
          rows={3}
          maxLength={2_000}
          isRequired={false}
        />
        <div class="actions">
          <button class="usa-button" type="submit">
            {deliverables.save}
          </button>
        </div>
      </form>
      <p>
        <a href={view.id === null ? '/deliverables' : `/deliverables/${view.id}`}>{deliverables.back}</a>
      </p>
    </Layout>
  )
}
