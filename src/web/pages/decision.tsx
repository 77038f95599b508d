import { FOLLOWED } from '../../core/decision-record.ts'
import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { DecisionRecord } from '../parts/decision-record.tsx'
import { PageError } from '../parts/page-error.tsx'
import { TextField } from '../parts/text-field.tsx'

type Page = PageProps<'decision'>
type Step = 'decide' | 'set-aside' | 'reopen' | 'hand-over'

/** Clause MS-30: a person says what they decided, what else they looked at, and why; or that nothing was decided. */
export function Decision({ words, frame, view }: Page) {
  const { decisions } = words
  const { decision } = view
  return (
    <Layout words={words} frame={frame} title={decisions.one}>
      <PageError words={words} error={view.error} />
      <DecisionRecord words={words} decision={decision} />
      {view.isTheirs ? <Acts words={words} frame={frame} view={view} /> : <p>{decisions.notYours}</p>}
      <p>
        <a href="/decisions">{decisions.back}</a>
      </p>
    </Layout>
  )
}

function Acts({ words, frame, view }: Pick<Page, 'words' | 'frame' | 'view'>) {
  const { decisions } = words
  const { state } = view.decision
  if (state === 'set-aside')
    return (
      <Act words={words} frame={frame} view={view} step="reopen">
        <Reason words={words} view={view} step="reopen" />
      </Act>
    )
  const decide = (
    <Act words={words} frame={frame} view={view} step="decide">
      <Decide words={words} view={view} />
    </Act>
  )
  if (state === 'decided')
    return (
      <details>
        <summary>{decisions.correct}</summary>
        {decide}
      </details>
    )
  return (
    <>
      <h2>{decisions.decide}</h2>
      {decide}
      <details>
        <summary>{decisions.setAside}</summary>
        <Act words={words} frame={frame} view={view} step="set-aside">
          <Reason words={words} view={view} step="set-aside" />
        </Act>
      </details>
      <details>
        <summary>{decisions.handOver}</summary>
        <Act words={words} frame={frame} view={view} step="hand-over">
          <label class="usa-label" for="to">
            {decisions.to}
          </label>
          <input class="usa-input" id="to" name="to" type="email" required maxLength={320} />
          <Reason words={words} view={view} step="hand-over" />
        </Act>
      </details>
    </>
  )
}

function Act({
  words,
  frame,
  view,
  step,
  children,
}: Pick<Page, 'words' | 'frame' | 'view'> & { step: Step; children: preact.ComponentChildren }) {
  return (
    <form class="usa-form" method="post" action={`/decisions/${view.decision.exchange}`}>
      <CsrfField token={frame.person?.csrf ?? ''} />
      <input type="hidden" name="step" value={step} />
      <input type="hidden" name="version" value={view.version} />
      {children}
      <button class="usa-button" type="submit">
        {words.decisions.acts[step]}
      </button>
    </form>
  )
}

function Decide({ words: { decisions }, view }: Pick<Page, 'words' | 'view'>) {
  const { values } = view
  return (
    <>
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">{decisions.became}</legend>
        {FOLLOWED.map((one) => (
          <div class="usa-radio" key={one}>
            <input
              class="usa-radio__input"
              type="radio"
              id={`followed-${one}`}
              name="followed"
              value={one}
              required
              checked={values['followed'] === one}
            />
            <label class="usa-radio__label" for={`followed-${one}`}>
              {decisions.followed[one]}
            </label>
          </div>
        ))}
      </fieldset>
      <TextField
        name="outcome"
        label={decisions.outcome}
        hint={decisions.outcomeHint}
        value={values['outcome'] ?? ''}
        rows={3}
        maxLength={10_000}
      />
      <TextField
        name="sources"
        label={decisions.sources}
        hint={decisions.sourcesHint}
        value={values['sources'] ?? ''}
        rows={3}
        maxLength={10_000}
      />
      <TextField name="reason" label={decisions.why} value={values['reason'] ?? ''} rows={3} maxLength={10_000} />
    </>
  )
}

function Reason({ words: { decisions }, view, step }: Pick<Page, 'words' | 'view'> & { step: Step }) {
  const id = `reason-${step}`
  return (
    <>
      <label class="usa-label" for={id}>
        {decisions.because('').trim()}
      </label>
      <textarea class="usa-textarea" id={id} name="reason" rows={2} required maxLength={10_000}>
        {view.values['step'] === step ? view.values['reason'] : ''}
      </textarea>
    </>
  )
}
