import type { DeliverableView } from '../../pages/deliverable-views.ts'
import { CsrfField } from '../frame/csrf-field.tsx'
import type { Words } from '../languages/en.ts'
import { ReviewChecks } from './review-checks.tsx'

export interface DeliverableParts {
  readonly view: DeliverableView
  readonly words: Words
  readonly csrf: string
}

/** The final text with its citations and sources, and who says that it was checked. */
export function DeliverableText({ view, words, csrf }: DeliverableParts) {
  const { deliverables } = words
  return (
    <section aria-labelledby="text-title">
      <h2 id="text-title">{deliverables.text}</h2>
      {view.isOwn ? (
        <form class="usa-form" method="post" action={`/deliverables/${view.id}/text`}>
          <CsrfField token={csrf} />
          <label class="usa-label" for="text">
            {deliverables.finalText}
          </label>
          <p class="usa-hint" id="text-hint">
            {deliverables.finalTextHint}
          </p>
          <textarea class="usa-textarea" id="text" name="text" rows={10} required aria-describedby="text-hint">
            {view.text ?? ''}
          </textarea>
          <div class="actions">
            <button class="usa-button usa-button--outline" type="submit">
              {deliverables.saveText}
            </button>
          </div>
        </form>
      ) : (
        <div class="turn__text statement">{view.text ?? '–'}</div>
      )}
      {view.text === null ? null : <Citations view={view} words={words} csrf={csrf} />}
      {view.sources.length === 0 ? null : <Sources view={view} words={words} csrf={csrf} />}
      {view.isOwn && view.text !== null ? <Attestation view={view} words={words} csrf={csrf} /> : null}
    </section>
  )
}

function Citations({ view, words: { deliverables }, csrf }: DeliverableParts) {
  if (view.citations.length === 0) return <p>{deliverables.noCitations}</p>
  const rows = view.citations.map(({ text, state }, at) => (
    <li key={`${at} ${text}`}>
      {view.isOwn ? (
        <>
          <label class="usa-label" for={`citation-${at}`}>
            {text}
          </label>
          <select class="usa-select" id={`citation-${at}`} name={`citation-${at}`}>
            {(['unchecked', 'checked', 'wrong'] as const).map((one) => (
              <option key={one} value={one} selected={one === state}>
                {deliverables.citation[one]}
              </option>
            ))}
          </select>
        </>
      ) : (
        `${text}: ${deliverables.citation[state]}`
      )}
    </li>
  ))
  return (
    <>
      <h3>{deliverables.citations(view.citations.length)}</h3>
      <p>{deliverables.citationsLead}</p>
      {view.isOwn ? (
        <form class="usa-form" method="post" action={`/deliverables/${view.id}/citations`}>
          <CsrfField token={csrf} />
          <ol>{rows}</ol>
          <div class="actions">
            <button class="usa-button usa-button--outline" type="submit">
              {deliverables.saveCitations}
            </button>
          </div>
        </form>
      ) : (
        <ol>{rows}</ol>
      )}
    </>
  )
}

function Sources({ view, words: { deliverables } }: DeliverableParts) {
  return (
    <>
      <h3>{deliverables.sources}</h3>
      <ul>
        {view.sources.map(({ name, shared, words }) => (
          <li key={name}>
            {name}
            {shared === null ? null : (
              <p>
                <strong>{deliverables.overlap(words)}</strong> “{shared}”
              </p>
            )}
          </li>
        ))}
      </ul>
      <p class="quiet">{deliverables.sourcesLimit}</p>
    </>
  )
}

function Attestation({ view, words, csrf }: DeliverableParts) {
  const { deliverables, chat } = words
  if (view.attested !== null)
    return (
      <p>
        {deliverables.attested(view.attested.at)} {view.attested.checked.map((check) => chat.check[check]).join(', ')}.{' '}
        {deliverables.voids}
      </p>
    )
  return (
    <form class="usa-form" method="post" action={`/deliverables/${view.id}/attestation`}>
      <CsrfField token={csrf} />
      <input type="hidden" name="steps" value={view.steps} />
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">{deliverables.attest}</legend>
        <p class="usa-hint">{deliverables.attestLead}</p>
        <ReviewChecks words={words} />
      </fieldset>
      <div class="actions">
        <button class="usa-button" type="submit">
          {deliverables.attestDo}
        </button>
      </div>
    </form>
  )
}
