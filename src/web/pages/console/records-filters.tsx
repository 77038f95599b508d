import type { Choice, RecordsView } from '../../../pages/console-views.ts'
import { Field, SelectField } from '../../console/field.tsx'
import { kindOf } from '../../console/kind-of.ts'
import type { Words } from '../../languages/en.ts'
import { Alert } from '../../parts/alert.tsx'
import { Said } from '../../parts/said.tsx'

/** The whole search is in its address: the form asks for a page, nothing else. */
export function RecordsFilters({ words, view }: { readonly words: Words; readonly view: RecordsView }) {
  const { records, any } = words.console
  const { values, choices } = view
  const named = (names: Readonly<Record<string, string>>): Choice[] =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  const kinds = (choices.redacted ?? [])
    .map(({ value }) => ({ value, label: kindOf(value, words) }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
  const rare = ['class', 'purpose', 'has', 'redacted', 'reviewed', 'held', 'hold', 'incident'] as const
  return (
    <search>
      <form class="search-form" method="get" action="/console">
        {view.chosenColumns === null ? null : <input type="hidden" name="cols" value={view.chosenColumns} />}
        <div class="search-form__words">
          <Field id="q" label={records.words} hint={records.wordsHint} value={view.q} maxLength={2000} />
        </div>
        <div class="search-form__fields">
          <Field id="from" type="date" label={records.filters.from} value={values.from} />
          <Field id="to" type="date" label={records.filters.to} value={values.to} />
          <Field id="person" label={records.filters.person} value={values.person} maxLength={200} />
          <SelectField
            id="unit"
            label={records.filters.unit}
            none={any}
            value={values.unit}
            choices={choices.unit ?? []}
          />
          <SelectField
            id="system"
            label={records.filters.system}
            none={any}
            value={values.system}
            choices={choices.system ?? []}
          />
          <SelectField
            id="decision"
            label={records.filters.decision}
            none={any}
            value={values.decision}
            choices={named(records.decision)}
          />
        </div>
        <details class="search-form__more" open={rare.some((name) => values[name] !== undefined)}>
          <summary>{records.more}</summary>
          <div class="search-form__fields">
            <SelectField
              id="class"
              label={records.filters.class}
              none={any}
              value={values.class}
              choices={choices.class ?? []}
            />
            <SelectField
              id="purpose"
              label={records.filters.purpose}
              none={any}
              value={values.purpose}
              choices={choices.purpose ?? []}
            />
            <SelectField
              id="has"
              label={records.filters.has}
              none={any}
              value={values.has}
              choices={named(records.has)}
            />
            <SelectField
              id="reviewed"
              label={records.filters.reviewed}
              none={any}
              value={values.reviewed}
              choices={[
                { value: 'yes', label: words.console.yes },
                { value: 'no', label: words.console.no },
              ]}
            />
            <SelectField
              id="redacted"
              label={records.filters.redacted}
              none={any}
              value={values.redacted}
              choices={kinds}
            />
            <SelectField
              id="held"
              label={records.filters.held}
              none={any}
              value={values.held}
              choices={named(records.held)}
            />
            <Field id="hold" label={records.filters.hold} value={values.hold} maxLength={200} />
            {view.console.sections.includes('incidents') || values.incident !== undefined ? (
              <Field id="incident" label={records.filters.incident} value={values.incident} maxLength={200} />
            ) : null}
          </div>
        </details>
        <button class="usa-button" type="submit">
          {records.search}
        </button>
      </form>
    </search>
  )
}

/** What is wrong with the words, where the language says that it is. */
export function QueryFault({
  words,
  q,
  error,
}: {
  readonly words: Words
  readonly q: string
  readonly error: NonNullable<RecordsView['error']>
}) {
  const { records } = words.console
  const at = error.position
  return (
    <Alert kind="error" title={records.errorTitle} isUrgent>
      <p>
        <Said words={words}>{error.message}</Said>
      </p>
      {at === null ? null : (
        <p>
          {records.errorAt(at)}{' '}
          <code class="query-fault">
            {q.slice(0, at - 1)}
            <mark>{q.slice(at - 1, at) === '' ? '␣' : q.slice(at - 1, at)}</mark>
            {q.slice(at)}
          </code>
        </p>
      )}
      <p>
        <Said words={words}>{error.next}</Said>
      </p>
    </Alert>
  )
}
