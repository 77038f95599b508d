import { CsrfField } from '../frame/csrf-field.tsx'
import { Addressee } from './addressee.tsx'
import type { DeliverableParts } from './deliverable-text.tsx'

/** Somebody else’s approval where the policy asks for it, and the way out. */
export function DeliverableApproval({ view, words, csrf }: DeliverableParts) {
  const { deliverables } = words
  const { approval } = view
  return (
    <section aria-labelledby="publication">
      <h2 id="publication">{deliverables.publication}</h2>
      {approval === null ? null : (
        <p>
          {deliverables.approvalState[approval.state]} {approval.by ?? <Addressee to={approval.to} />}, {approval.at}.
          {approval.reason === null ? null : ` ${deliverables.reasonGiven} ${approval.reason}`}
        </p>
      )}
      {view.isOwn ? <Publish view={view} words={words} csrf={csrf} /> : null}
      {!view.isOwn && approval?.state === 'asked' ? <Decide view={view} words={words} csrf={csrf} /> : null}
      {view.published.length === 0 ? null : (
        <>
          <h3>{deliverables.publishedTitle}</h3>
          <ul>
            {view.published.map(({ at, format, sha256 }) => (
              <li key={`${at} ${format}`}>
                {at}, {format.toUpperCase()}, SHA-256 <code class="digest">{sha256}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Publish({ view, words: { deliverables }, csrf }: DeliverableParts) {
  if (view.attested === null) return <p>{deliverables.locked}</p>
  if (view.needsApproval && view.approval?.state !== 'approved')
    return view.approval?.state === 'asked' ? null : (
      <form class="usa-form" method="post" action={`/deliverables/${view.id}/approval`}>
        <CsrfField token={csrf} />
        <p>{deliverables.needsApproval}</p>
        <button class="usa-button" type="submit">
          {deliverables.askApproval}
        </button>
      </form>
    )
  return (
    <form class="usa-form" method="post" action={`/deliverables/${view.id}/publication`}>
      <CsrfField token={csrf} />
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">{deliverables.format}</legend>
        <p class="usa-hint">{deliverables.formatHint}</p>
        {(['html', 'docx', 'pdf', 'md', 'txt'] as const).map((format) => (
          <div class="usa-radio" key={format}>
            <input
              class="usa-radio__input"
              type="radio"
              id={`format-${format}`}
              name="format"
              value={format}
              checked={format === 'html'}
            />
            <label class="usa-radio__label" for={`format-${format}`}>
              {deliverables.formats[format]}
            </label>
          </div>
        ))}
      </fieldset>
      <div class="actions">
        <button class="usa-button" type="submit">
          {deliverables.publish}
        </button>
      </div>
    </form>
  )
}

function Decide({ view, words: { deliverables }, csrf }: DeliverableParts) {
  return (
    <form class="usa-form" method="post" action={`/deliverables/${view.id}/decision`}>
      <CsrfField token={csrf} />
      <input type="hidden" name="steps" value={view.steps} />
      <label class="usa-label" for="reason">
        {deliverables.reason}
      </label>
      <textarea class="usa-textarea" id="reason" name="reason" rows={3} required />
      <div class="actions">
        <button class="usa-button" type="submit" name="decision" value="approve">
          {deliverables.approve}
        </button>
        <button class="usa-button usa-button--outline" type="submit" name="decision" value="return">
          {deliverables.giveBack}
        </button>
      </div>
    </form>
  )
}
