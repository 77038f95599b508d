import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { PageError } from '../parts/page-error.tsx'
import { TextField } from '../parts/text-field.tsx'

/** Clause MS-30: an answer went into a decision, though nobody asked for a recommendation. */
export function DecisionForm({ words, frame, view }: PageProps<'decision-form'>) {
  const { decisions } = words
  return (
    <Layout words={words} frame={frame} title={decisions.begin}>
      <PageError words={words} error={view.error} />
      <p class="lead">{decisions.beginLead}</p>
      <form class="usa-form" method="post" action="/decisions">
        <CsrfField token={frame.person?.csrf ?? ''} />
        <TextField name="record" label={decisions.record} value={view.record} maxLength={64} />
        <TextField name="reason" label={decisions.beginWhy} value={view.reason} rows={3} maxLength={10_000} />
        <button class="usa-button" type="submit">
          {decisions.begin}
        </button>
      </form>
      <p>
        <a href="/decisions">{decisions.back}</a>
      </p>
    </Layout>
  )
}
