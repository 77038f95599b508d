import type { SavedRunView } from '../../../pages/search-views.ts'
import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { Words } from '../../languages/en.ts'
import type { PageProps } from '../../page-props.ts'

export function Saved({ words, frame, view }: PageProps<'console-saved'>) {
  const { saved } = words.console
  const csrf = <CsrfField token={frame.person?.csrf ?? ''} />
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={saved.title}>
      {view.run === null ? null : <Run words={words} run={view.run} language={frame.language} />}
      {view.searches.length === 0 ? <p>{saved.none}</p> : null}
      <ul class="cards">
        {view.searches.map(({ id, name, query, href, last, total }) => (
          <li key={id}>
            <h2>
              <a href={href}>{name}</a>
            </h2>
            <p>
              <code>{query}</code>
            </p>
            <p class="quiet">
              {last === null
                ? saved.never
                : `${saved.last}: ${last}, ${saved.found(countText(total ?? 0, frame.language))}`}
            </p>
            <div class="actions">
              <form method="post" action={`/console/saved/${id}/runs`}>
                {csrf}
                <button class="usa-button" type="submit" aria-label={saved.run(name)}>
                  {saved.runGo}
                </button>
              </form>
              <form method="post" action={`/console/saved/${id}/removal`}>
                {csrf}
                <button class="usa-button usa-button--outline" type="submit" aria-label={saved.remove(name)}>
                  {saved.removeGo}
                </button>
              </form>
            </div>
          </li>
        ))}
      </ul>
    </ConsoleLayout>
  )
}

function Run({
  words,
  run,
  language,
}: {
  readonly words: Words
  readonly run: SavedRunView
  readonly language: string
}) {
  const { saved, none } = words.console
  const { changes } = run
  const list = (title: string, items: readonly { readonly href?: string; readonly label: string }[]) => (
    <>
      <h3>{title}</h3>
      {items.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul>
          {items.map(({ href, label }) => (
            <li key={`${href} ${label}`}>{href === undefined ? label : <a href={href}>{label}</a>}</li>
          ))}
        </ul>
      )}
    </>
  )
  return (
    <section aria-labelledby="run-title" class="run">
      <h2 id="run-title">{saved.result(run.name)}</h2>
      <p>{saved.found(countText(run.total, language))}</p>
      {changes === null ? (
        <p>{saved.tooMany}</p>
      ) : run.since === null ? (
        <p>{saved.resultFirst}</p>
      ) : (
        <>
          <p>{saved.resultSince(run.since)}</p>
          {list(saved.added, changes.added)}
          {list(saved.held, changes.held)}
          {list(
            saved.destroyed,
            changes.destroyed.map(({ index, time }) => ({ label: saved.entry(countText(index, language), time) })),
          )}
        </>
      )}
    </section>
  )
}
