import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { ChoiceField } from '../parts/choice-field.tsx'
import { PageError } from '../parts/page-error.tsx'
import { TextField } from '../parts/text-field.tsx'

const RESULTS = ['right', 'change', 'unused'] as const

/** Clause MS-62: one answer, and what its asker says of it now. */
export function Revisit({ words, frame, view }: PageProps<'revisit'>) {
  const { revisits } = words
  const { line, number, findings, values, error } = view
  return (
    <Layout words={words} frame={frame} title={revisits.answerOf(line.askedAt)}>
      <PageError words={words} error={error} />
      <p>
        {line.href === null ? (
          <>
            {revisits.byProgram} <code>{line.exchange}</code>
          </>
        ) : (
          <a href={line.href}>{revisits.look}</a>
        )}
      </p>
      {line.result === null ? (
        <form class="usa-form" method="post" action={`/revisits/${line.exchange}`}>
          <CsrfField token={frame.person?.csrf ?? ''} />
          <input type="hidden" name="number" value={number} />
          <ChoiceField
            name="result"
            label={revisits.ask}
            choices={RESULTS.map((one) => ({ value: one, label: revisits.results[one] }))}
            chosen={values['result'] ?? ''}
            none={revisits.choose}
            isRequired
          />
          <ChoiceField
            name="finding"
            label={revisits.finding}
            choices={findings}
            chosen={values['finding'] ?? ''}
            none={revisits.choose}
          />
          <TextField
            name="note"
            label={revisits.note}
            hint={revisits.noteHint}
            value={values['note'] ?? ''}
            rows={2}
            maxLength={2_000}
            isRequired={false}
          />
          <button class="usa-button" type="submit">
            {revisits.send}
          </button>
        </form>
      ) : (
        <p>
          <span class="status">{revisits.results[line.result]}</span> {line.finding}
        </p>
      )}
      <p>{revisits.after}</p>
      <p class="links">
        <a href="/revisits">{revisits.back}</a> <a href="/report">{revisits.report}</a>
      </p>
    </Layout>
  )
}
