import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { TextField } from '../parts/text-field.tsx'

/** Clause MO-40: "What did I use for this text?" */
export function FindUse({ words, frame, view }: PageProps<'find-use'>) {
  const { deliverables } = words
  return (
    <Layout words={words} frame={frame} title={deliverables.findTitle}>
      <p class="lead">{deliverables.findLead}</p>
      <form class="usa-form" method="post" action="/deliverables/find">
        <CsrfField token={frame.person?.csrf ?? ''} />
        <TextField
          name="text"
          label={deliverables.findText}
          hint={deliverables.findHint}
          value={view.text}
          rows={6}
          maxLength={20_000}
          error={view.isTooShort ? deliverables.findTooShort : undefined}
        />
        <div class="actions">
          <button class="usa-button" type="submit">
            {deliverables.find}
          </button>
        </div>
      </form>
      {view.found === null ? null : (
        <section aria-labelledby="found">
          <h2 id="found">{deliverables.found(view.found.length)}</h2>
          <p>{deliverables.looked(view.looked)}</p>
          <ul class="plain-list">
            {view.found.map((one) => (
              <li key={one.href}>
                <a href={one.href}>{one.label}</a>
                <span class="quiet conversation__facts">
                  {one.system}, {one.at}
                </span>
                <p class="quiet">
                  {deliverables.sharedWords(one.words)} “{one.shared}”
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  )
}
