import type { RedactionView, TextStretch } from '../../../../pages/production-views.ts'
import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { countText } from '../../../console/count-text.ts'
import { Field, SelectField } from '../../../console/field.tsx'
import { CsrfField } from '../../../frame/csrf-field.tsx'
import type { Words } from '../../../languages/en.ts'
import type { PageProps } from '../../../page-props.ts'
import { FormFault } from '../requests/form-fault.tsx'

type Props = PageProps<'console-redaction'>

/** One record as it would go out: each open place has a number, and a choice of the same number. */
export function Redaction(props: Props) {
  const { words, frame, view } = props
  const { redaction } = words.productions
  const path = `/console/productions/${view.id}`
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={redaction.title(view.time)}>
      <nav class="pages-nav" aria-label={words.productions.records}>
        <a href={`${path}/undecided`}>{redaction.list}</a>
        {view.before === null ? null : (
          <a href={view.before} rel="prev">
            {redaction.before}
          </a>
        )}
        {view.after === null ? null : (
          <a href={view.after} rel="next">
            {redaction.after}
          </a>
        )}
      </nav>
      <FormFault words={words} title={redaction.error} error={view.error} />
      <p role="status">
        {view.decided === null ? null : `${redaction.decided(countText(view.decided, frame.language))} `}
        {redaction.outcomes[view.outcome] ?? view.outcome}. {view.isWhole ? redaction.whole : null}
        {!view.isWhole && view.open.length === 0 ? redaction.openNone : null}
      </p>
      {view.mayDecide && view.open.length > 0 ? <OpenPlaces {...props} /> : null}
      {view.parts.length === 0 ? <p>{redaction.gone}</p> : null}
      {view.parts
        .filter(({ stretches }) => stretches.length > 0)
        .toSorted((a, b) => rankOf(a.part) - rankOf(b.part))
        .map(({ part, stretches }) => (
          <section key={part} aria-label={redaction.parts[part] ?? part}>
            <h2>{redaction.parts[part] ?? part}</h2>
            <p class="said__text">
              {stretches.map((stretch, at) => (
                <Stretch key={`${at} ${stretch.kind}`} words={words} stretch={stretch} />
              ))}
            </p>
          </section>
        ))}
      {view.mayDecide ? <WordsForm {...props} /> : null}
    </ConsoleLayout>
  )
}

/** What was said comes before the facts of it. */
function rankOf(part: string): number {
  return ['prompt', 'response'].includes(part) ? 0 : 1
}

/** What is decided is told in words, not by its look alone. */
function Stretch({ words, stretch }: { readonly words: Words; readonly stretch: TextStretch }) {
  const { redaction } = words.productions
  switch (stretch.kind) {
    case 'plain':
      return <>{stretch.text}</>
    case 'open':
      return (
        <mark class="place">
          {stretch.text}
          <sup>({stretch.place})</sup>
        </mark>
      )
    case 'withheld':
      return (
        <>
          <del class="withheld">{stretch.text}</del>{' '}
          <span class="quiet">[{redaction.withheld(stretch.exemption ?? '')}]</span>
        </>
      )
    case 'restored':
      return (
        <>
          <ins>{stretch.text}</ins> <span class="quiet">[{redaction.restored}]</span>
        </>
      )
  }
}

function choicesOf(view: RedactionView, { may }: RedactionView['open'][number], { productions }: Words) {
  return [
    ...may.map((value) => ({ value, label: productions.decisions[value] ?? value })),
    ...view.exemptions.map(({ value, label }) => ({
      value: `withhold:${value}`,
      label: productions.redaction.withhold(label),
    })),
  ]
}

function OpenPlaces({ words, frame, view }: Props) {
  const { redaction } = words.productions
  return (
    <form class="coding-form" method="post" action={`/console/productions/${view.id}/records/${view.exchange}`}>
      <CsrfField token={frame.person?.csrf ?? ''} />
      <h2>{redaction.open}</h2>
      <p class="usa-hint">{redaction.keys}</p>
      {view.open.map((place, at) => (
        <div key={place.place} class="field">
          <label class="usa-label" for={`place-${place.place}`}>
            {redaction.place(place.place, redaction.parts[place.part] ?? place.part)}: <code>{place.shown}</code>
          </label>
          <select
            class="usa-select"
            id={`place-${place.place}`}
            name={`place:${place.part}:${place.start}:${place.end}`}
            autofocus={at === 0}
          >
            <option value="">{redaction.later}</option>
            {choicesOf(view, place, words).map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button class="usa-button" type="submit">
        {redaction.go}
      </button>
    </form>
  )
}

function WordsForm({ words, frame, view }: Props) {
  const { productions } = words
  const { redaction } = productions
  return (
    <section aria-labelledby="words-title">
      <h2 id="words-title">{redaction.more}</h2>
      <form class="usa-form" method="post" action={`/console/productions/${view.id}/records/${view.exchange}/words`}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <SelectField
          id="part"
          label={redaction.part}
          choices={view.parts.map(({ part }) => ({ value: part, label: redaction.parts[part] ?? part }))}
          value="prompt"
        />
        <Field id="words" label={redaction.words} hint={redaction.wordsHint} maxLength={1000} />
        <SelectField id="exemption" label={productions.exemption} choices={view.exemptions} required />
        <button class="usa-button usa-button--outline" type="submit">
          {redaction.withholdGo}
        </button>
      </form>
    </section>
  )
}
