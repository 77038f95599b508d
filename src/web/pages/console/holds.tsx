import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { Field } from '../../console/field.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'

export function HoldsPage({ words, frame, view }: PageProps<'console-holds'>) {
  const { holds, reason, required } = words.console
  const csrf = <CsrfField token={frame.person?.csrf ?? ''} />
  const count = (number: number): string => countText(number, frame.language)
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={holds.title}>
      <p>{holds.lead}</p>
      {view.mayPlace ? (
        <p class="actions">
          <a class="usa-button" href="/console/holds/new">
            {holds.place}
          </a>
        </p>
      ) : null}
      {view.notices.length === 0 ? null : (
        <section aria-labelledby="notices-title">
          <h2 id="notices-title">{holds.notices}</h2>
          <ul class="cards">
            {view.notices.map(({ hold, matter, text, at, acknowledged }) => (
              <li key={hold}>
                <h3>{matter}</h3>
                <p>{text}</p>
                <p class="quiet">{at}</p>
                {acknowledged === null ? (
                  <form method="post" action={`/console/holds/${hold}/acknowledgment`}>
                    {csrf}
                    <button class="usa-button" type="submit">
                      {holds.acknowledge(matter)}
                    </button>
                  </form>
                ) : (
                  <p>{holds.acknowledged(acknowledged)}</p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.mayPlace && view.holds.length === 0 ? <p>{holds.none}</p> : null}
      <ul class="cards">
        {view.holds.map((hold) => (
          <li key={hold.id}>
            <h2>{hold.matter}</h2>
            <p>
              <strong>{holds.states[hold.state]}</strong>. {holds.kinds[hold.kind] ?? hold.kind}.{' '}
              {holds.keeps(count(hold.entries))}.{hold.unseen === 0 ? null : ` ${holds.unseen(count(hold.unseen))}.`}
            </p>
            <dl class="facts">
              <div>
                <dt>{reason}</dt>
                <dd>{hold.reason}</dd>
              </div>
              <div>
                <dt>{holds.scope}</dt>
                <dd>{hold.scope.join('; ')}</dd>
              </div>
              <div>
                <dt>{holds.placed}</dt>
                <dd>
                  {hold.placed}, {hold.placedBy}
                </dd>
              </div>
            </dl>
            {hold.custodians.length === 0 ? null : (
              <>
                <h3>{holds.custodians}</h3>
                <ul>
                  {hold.custodians.map(({ name, acknowledged, mails, mailed }) => (
                    <li key={name}>
                      {name}: {acknowledged === null ? holds.notAcknowledged : holds.acknowledged(acknowledged)}.{' '}
                      {mails === 0 ? holds.noMail : mailed === null ? holds.mailWaits : holds.mailed(mailed)}
                      {mails > 1 ? ` ${holds.reminders(count(mails - 1))}` : null}
                    </li>
                  ))}
                </ul>
              </>
            )}
            {hold.kind === 'investigation' || !view.console.sections.includes('records') ? null : (
              <p>
                <a href={hold.records} aria-label={`${holds.records}: ${hold.matter}`}>
                  {holds.records}
                </a>
              </p>
            )}
            {hold.state === 'released' ? null : (
              <details>
                <summary>{holds.release(hold.matter)}</summary>
                <form class="usa-form" method="post" action={`/console/holds/${hold.id}/release`}>
                  {csrf}
                  <Field id={`release-${hold.id}`} name="reason" label={`${reason} ${required}`} rows={2} required />
                  <button class="usa-button usa-button--outline" type="submit">
                    {hold.state === 'release-asked' ? holds.releaseNow : holds.releaseAsk}
                  </button>
                </form>
              </details>
            )}
          </li>
        ))}
      </ul>
    </ConsoleLayout>
  )
}
