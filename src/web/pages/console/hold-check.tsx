import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { JobProgress } from '../../console/job-progress.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { HoldFields } from './hold-fields.tsx'

/** Says how much a hold would keep before it is placed; what is placed is what was looked at. */
export function HoldCheck({ words, frame, view }: PageProps<'console-hold-check'>) {
  const { holds, reason } = words.console
  const { asked, found, status, percent } = view
  const path = `/console/holds/checks/${view.id}`
  const csrf = <CsrfField token={frame.person?.csrf ?? ''} />
  const count = (number: number): string => countText(number, frame.language)
  const facts: readonly (readonly [string, string])[] = [
    [holds.matter, asked.matter],
    [holds.kind, holds.kinds[asked.kind] ?? asked.kind],
    [reason, asked.reason],
    [holds.scope, asked.scope.join('; ')],
    [holds.notice, asked.notice],
  ]
  const outcome =
    found === null
      ? (holds.checkStates[status] ?? status)
      : found.entries === 0
        ? holds.checkNone
        : holds.check(count(found.exchanges), count(found.entries))
  return (
    <ConsoleLayout
      words={words}
      frame={frame}
      console={view.console}
      title={status === 'running' ? holds.checkRunning(percent) : holds.checkTitle}
      job={{
        said: status === 'running' ? holds.saidChecking(percent) : holds.saidChecked(outcome),
        percent: status === 'running' ? percent : null,
        refreshSeconds: view.refreshSeconds,
      }}
    >
      {status === 'running' ? (
        <section class="run" aria-labelledby="looking-title">
          <h2 id="looking-title">{holds.checking}</h2>
          <p>{holds.nothingPlaced}</p>
          <JobProgress
            words={words}
            percent={percent}
            text={holds.looked(percent)}
            path={path}
            isRefreshed={view.refreshSeconds !== null}
          />
          <form method="post" action={`${path}/cancellation`}>
            {csrf}
            <button class="usa-button usa-button--outline" type="submit">
              {holds.checkCancel}
            </button>
          </form>
        </section>
      ) : (
        <section class="run" aria-labelledby="check-title">
          <h2 id="check-title">{holds.checkHeading}</h2>
          <p>
            <strong>{outcome}</strong>
          </p>
          {found === null ? null : (
            <>
              {found.unseen === 0 ? null : <p>{holds.unseen(count(found.unseen))}</p>}
              <p class="quiet">{holds.checkedAt(view.begun, count(view.upTo))}</p>
              <form method="post" action={`${path}/placing`}>
                {csrf}
                <button class="usa-button" type="submit">
                  {holds.placeGo}
                </button>
              </form>
            </>
          )}
        </section>
      )}
      <dl class="facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {status === 'running' ? null : (
        <details open={found === null}>
          <summary>{holds.changeSummary}</summary>
          <form class="usa-form" method="post" action="/console/holds/checks">
            {csrf}
            <HoldFields words={words} view={view} />
            <button class="usa-button usa-button--outline" type="submit">
              {holds.change}
            </button>
          </form>
        </details>
      )}
    </ConsoleLayout>
  )
}
