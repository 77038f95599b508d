import type { HoldView } from '../../../pages/console-keeping-views.ts'
import type { ConsoleFrame } from '../../../pages/console-views.ts'
import type { Frame } from '../../../pages/frame.ts'
import { countText } from '../../console/count-text.ts'
import { Field } from '../../console/field.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { Words } from '../../languages/en.ts'

interface HoldFactsProps {
  readonly words: Words
  readonly frame: Frame
  readonly console: ConsoleFrame
  readonly hold: HoldView
  /** Of the headings within. */
  readonly level: 'h2' | 'h3'
}

/** What a hold keeps and why, who was told, and its release. */
export function HoldFacts({ words, frame, console, hold, level: Heading }: HoldFactsProps) {
  const { holds, reason, required } = words.console
  const count = (number: number): string => countText(number, frame.language)
  return (
    <>
      <p>
        <strong>{holds.states[hold.state]}</strong>. {holds.kinds[hold.kind] ?? hold.kind}.{' '}
        {hold.gathering === null ? (
          <>
            {holds.keeps(count(hold.entries))}.{hold.unseen === 0 ? null : ` ${holds.unseen(count(hold.unseen))}.`}
          </>
        ) : (
          holds.gathering
        )}
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
          <Heading>{holds.custodians}</Heading>
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
      {hold.kind === 'investigation' || hold.gathering !== null || !console.sections.includes('records') ? null : (
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
            <CsrfField token={frame.person?.csrf ?? ''} />
            <Field id={`release-${hold.id}`} name="reason" label={`${reason} ${required}`} rows={2} required />
            <button class="usa-button usa-button--outline" type="submit">
              {hold.state === 'release-asked' ? holds.releaseNow : holds.releaseAsk}
            </button>
          </form>
        </details>
      )}
    </>
  )
}
