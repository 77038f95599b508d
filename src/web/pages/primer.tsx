import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'

/** Clause MS-63: what everybody has to know, and a few questions about it. Taken at one’s own pace, as often as one likes. */
export function Primer({ words, frame, view }: PageProps<'primer'>) {
  const { training } = words
  return (
    <Layout words={words} frame={frame} title={training.primerTitle}>
      {view.isTried ? (
        <Alert kind="warning" isUrgent>
          {training.again}
        </Alert>
      ) : null}
      {view.sections.map(({ title, text }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          <p>{text}</p>
        </section>
      ))}
      <h2>{training.quiz}</h2>
      <p>{training.quizLead(view.pass, view.questions.length)}</p>
      <form class="usa-form" method="post" action="/training/primer">
        <CsrfField token={frame.person?.csrf ?? ''} />
        {view.questions.map(({ id, ask, options, chosen, why }) => (
          <fieldset key={id} class="usa-fieldset" aria-describedby={why === null ? undefined : `${id}-why`}>
            <legend class="usa-legend">{ask}</legend>
            {why === null ? null : (
              <p class="usa-error-message" id={`${id}-why`}>
                {training.notRight} {why}
              </p>
            )}
            {options.map((option) => (
              <div class="usa-radio" key={option.id}>
                <input
                  class="usa-radio__input"
                  type="radio"
                  id={`${id}-${option.id}`}
                  name={id}
                  value={option.id}
                  required
                  checked={option.id === chosen}
                />
                <label class="usa-radio__label" for={`${id}-${option.id}`}>
                  {option.text}
                </label>
              </div>
            ))}
          </fieldset>
        ))}
        <button class="usa-button" type="submit">
          {training.send}
        </button>
      </form>
    </Layout>
  )
}
