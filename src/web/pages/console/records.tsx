import type { RecordsView } from '../../../pages/console-views.ts'
import type { Frame } from '../../../pages/frame.ts'
import { ConsoleLayout } from '../../console/console-layout.tsx'
import { Field } from '../../console/field.tsx'
import { kindOf } from '../../console/kind-of.ts'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { Words } from '../../languages/en.ts'
import type { PageProps } from '../../page-props.ts'
import { QueryFault, RecordsFilters } from './records-filters.tsx'
import { foundText, RecordsResultPart } from './records-result.tsx'
import { RunningSearch, StoppedSearch } from './records-running.tsx'

export function Records({ words, frame, view }: PageProps<'console-records'>) {
  const { records } = words.console
  const shown = (filter: string, value: string): string =>
    (filter === 'held' ? records.held[value as 'any'] : undefined) ??
    (filter === 'redacted' ? kindOf(value, words) : undefined) ??
    view.choices[filter as keyof typeof view.choices]?.find((choice) => choice.value === value)?.label ??
    records.decision[value as 'allow'] ??
    records.has[value as 'flag'] ??
    value
  return (
    <ConsoleLayout
      words={words}
      frame={frame}
      console={view.console}
      title={view.underWay === null ? records.title : records.running.title}
      job={{
        said: view.underWay === null ? saidOver(words, frame, view) : records.running.said,
        percent: null,
        refreshSeconds: view.underWay?.refreshSeconds ?? null,
      }}
    >
      <RecordsFilters words={words} view={view} />
      <nav class="applied" aria-label={records.spansLabel}>
        <ul>
          {view.spans.map(({ span, href }) => (
            <li key={span}>
              <a href={href}>{records.spans[span]}</a>
            </li>
          ))}
        </ul>
      </nav>
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
      {view.stopped === null ? null : <StoppedSearch words={words} address={view.stopped} />}
      {view.underWay === null ? null : (
        <RunningSearch words={words} frame={frame} search={view.underWay} query={view.query} />
      )}
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

/** What is said of a search that took long, when its answer is there. */
function saidOver(words: Words, frame: Frame, { result }: RecordsView): string {
  const { running, noneTitle } = words.console.records
  if (result === null) return running.saidNothing
  return running.saidOver(`${result.total === 0 ? noneTitle : foundText(words, frame, result)}.`)
}
