import { ConsoleLayout } from '../../console/console-layout.tsx'
import { Field, SelectField } from '../../console/field.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'

export function Reveals({ words, frame, view }: PageProps<'console-reveals'>) {
  const { reveals, one, reason, required } = words.console
  const csrf = <CsrfField token={frame.person?.csrf ?? ''} />
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={reveals.title}>
      <p>{reveals.lead}</p>
      {view.reveals.length === 0 ? <p>{reveals.none}</p> : null}
      <ul class="cards">
        {view.reveals.map((reveal) => (
          <li key={reveal.id}>
            <h2>{reveals.byOne(reveal.by, one[reveal.part])}</h2>
            <dl class="facts">
              <div>
                <dt>{reveals.status}</dt>
                <dd>{reveals.states[reveal.status] ?? reveal.status}</dd>
              </div>
              <div>
                <dt>{words.console.record}</dt>
                <dd>
                  <a href={`/console/records/${reveal.record}`}>{reveal.record}</a>
                </dd>
              </div>
              <div>
                <dt>{reveals.for}</dt>
                <dd>
                  {reveal.purpose}: {reveal.reason}
                </dd>
              </div>
              {reveal.emergency === null ? null : (
                <div>
                  <dt>{reveals.emergency}</dt>
                  <dd>{reveal.emergency}</dd>
                </div>
              )}
              <div>
                <dt>{reveals.at}</dt>
                <dd>{reveal.at}</dd>
              </div>
            </dl>
            {reveal.until === null ? null : <p>{reveals.until(reveal.until)}</p>}
            {reveal.status === 'to-approve' && reveal.isOwn ? <p>{reveals.own}</p> : null}
            {reveal.status === 'to-approve' && !reveal.isOwn ? (
              <form class="usa-form" method="post" action={`/console/reveals/${reveal.id}/approvals`}>
                {csrf}
                <Field id={`agree-${reveal.id}`} name="reason" label={`${reason} ${required}`} required />
                <button class="usa-button" type="submit">
                  {reveals.agree}
                </button>
              </form>
            ) : null}
            {reveal.isOwn && (reveal.status === 'open' || (reveal.emergency !== null && reveal.until !== null)) ? (
              <form method="post" action={`/console/records/${reveal.record}/reveal`}>
                {csrf}
                <input type="hidden" name="part" value={reveal.part} />
                <input type="hidden" name="reveal" value={reveal.id} />
                <button class="usa-button" type="submit">
                  {reveals.open}
                </button>
              </form>
            ) : null}
            {!reveal.isOwn && (reveal.status === 'to-review' || reveal.status === 'review-overdue') ? (
              <form class="usa-form" method="post" action={`/console/reveals/${reveal.id}/reviews`}>
                {csrf}
                <SelectField
                  id={`finding-${reveal.id}`}
                  name="finding"
                  label={reveals.finding}
                  choices={[
                    { value: 'justified', label: reveals.justified },
                    { value: 'not-justified', label: reveals.notJustified },
                  ]}
                />
                <Field id={`review-${reveal.id}`} name="reason" label={`${reason} ${required}`} required />
                <button class="usa-button" type="submit">
                  {reveals.review}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </ConsoleLayout>
  )
}
