import { ConsoleLayout } from '../../console/console-layout.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { PolicyText } from '../../parts/policy-text.tsx'

type Page = PageProps<'console-samples'>

/** Answers that were drawn in each unit, each with the way to its record. */
export function Samples({ words, frame, view }: Page) {
  const { samples } = words
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={samples.title}>
      <p class="lead">{samples.lead}</p>
      <p>
        <strong>{samples.period(view.from, view.to)}</strong>{' '}
        {view.older === null ? null : <a href={view.older}>{samples.older}</a>}{' '}
        {view.newer === null ? null : <a href={view.newer}>{samples.newer}</a>}
      </p>
      {view.isWhole ? null : <p>{samples.notWhole}</p>}
      {view.units.length === 0 ? <p>{samples.none}</p> : null}
      {view.units.map((unit) => (
        <section key={unit.unit} aria-label={unit.unit}>
          <h2>
            <PolicyText>{unit.unit}</PolicyText>
          </h2>
          <p>
            {samples.drawn(unit.drawn.length, unit.of)}{' '}
            {unit.concerns === null ? samples.notLooked : samples.concerns(unit.concerns)}
          </p>
          <ul class="plain-list">
            {unit.drawn.map(({ exchange, result }) => (
              <li key={exchange} id={exchange}>
                <a href={`/console/records/${exchange}`}>{exchange}</a>{' '}
                {result === null ? (
                  <Look words={words} frame={frame} exchange={exchange} back={view.back} />
                ) : (
                  <span class="status">{samples.results[result]}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </ConsoleLayout>
  )
}

function Look({ words, frame, exchange, back }: Pick<Page, 'words' | 'frame'> & { exchange: string; back: number }) {
  const { samples } = words
  return (
    <details>
      <summary>{samples.say}</summary>
      <form class="usa-form" method="post" action="/console/samples">
        <CsrfField token={frame.person?.csrf ?? ''} />
        <input type="hidden" name="exchange" value={exchange} />
        <input type="hidden" name="back" value={back} />
        <label class="usa-label" for={`note-${exchange}`}>
          {samples.note}
        </label>
        <textarea class="usa-textarea" id={`note-${exchange}`} name="note" rows={2} />
        <div class="actions">
          <button class="usa-button" type="submit" name="result" value="fine">
            {samples.fine}
          </button>
          <button class="usa-button usa-button--outline" type="submit" name="result" value="concern">
            {samples.concern}
          </button>
        </div>
      </form>
    </details>
  )
}
