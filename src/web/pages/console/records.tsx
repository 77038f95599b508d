import { ConsoleLayout } from '../../console/console-layout.tsx'
import { Field } from '../../console/field.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { QueryFault, RecordsFilters } from './records-filters.tsx'
import { RecordsResultPart } from './records-result.tsx'

export function Records({ words, frame, view }: PageProps<'console-records'>) {
  const { records } = words.console
  const shown = (filter: string, value: string): string =>
    view.choices[filter as keyof typeof view.choices]?.find((choice) => choice.value === value)?.label ??
    records.decision[value as 'allow'] ??
    records.has[value as 'flag'] ??
    value
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={records.title}>
      <RecordsFilters words={words} view={view} />
      {view.applied.length === 0 ? null : (
        <div class="applied">
          <h2 class="applied__title">{records.applied}</h2>
          <ul>
            {view.applied.map(({ filter, value, href }) => (
              <li key={filter}>
                <a href={href} aria-label={records.remove(records.filters[filter], shown(filter, value))}>
                  {records.filters[filter]}: {shown(filter, value)} <span aria-hidden="true">✕</span>
                </a>
              </li>
            ))}
            <li>
              <a href="/console">{records.clear}</a>
            </li>
          </ul>
        </div>
      )}
      {view.error === null ? null : <QueryFault words={words} q={view.q} error={view.error} />}
      {view.result === null ? null : (
        <RecordsResultPart words={words} frame={frame} result={view.result} columns={view.columns} nameOf={shown} />
      )}
      {view.result === null || view.result.total === 0 ? null : (
        <section aria-labelledby="save-title">
          <h2 id="save-title">{records.save}</h2>
          <form class="inline-form" method="post" action="/console/saved">
            <CsrfField token={frame.person?.csrf ?? ''} />
            <input type="hidden" name="query" value={view.query} />
            <Field id="save-name" name="name" label={records.saveName} maxLength={200} required />
            <button class="usa-button usa-button--outline" type="submit">
              {records.saveGo}
            </button>
          </form>
          <h2 id="export-title">{words.exports.these}</h2>
          <p>{words.exports.theseLead}</p>
          <form class="inline-form" method="post" action="/console/exports">
            <CsrfField token={frame.person?.csrf ?? ''} />
            <input type="hidden" name="query" value={view.query} />
            <input type="hidden" name="up-to" value={String(view.result.upTo)} />
            <Field id="export-reason" name="reason" label={words.exports.reason} required />
            <button class="usa-button usa-button--outline" type="submit">
              {words.exports.go}
            </button>
          </form>
          {view.holdThese === null ? null : (
            <p>
              <a href={view.holdThese}>{records.hold}</a>
            </p>
          )}
        </section>
      )}
    </ConsoleLayout>
  )
}
