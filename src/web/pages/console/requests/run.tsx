import type { Frame } from '../../../../pages/frame.ts'
import type { RunView } from '../../../../pages/request-views.ts'
import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { countText } from '../../../console/count-text.ts'
import { WideTable } from '../../../console/wide-table.tsx'
import { CsrfField } from '../../../frame/csrf-field.tsx'
import type { Words } from '../../../languages/en.ts'
import type { PageProps } from '../../../page-props.ts'
import { Alert } from '../../../parts/alert.tsx'
import { Said } from '../../../parts/said.tsx'

/** How far a search is. The page asks again by itself, and its title says how far: nobody has to look for it. */
export function Run({ words, frame, view }: PageProps<'console-run'>) {
  const { run, back, runStates } = words.requests
  const path = `/console/requests/${view.request.id}`
  const here = `${path}/runs/${view.run}`
  const isRunning = view.status === 'running'
  const isRefreshed = view.refreshSeconds !== null
  const count = (number: number): string => countText(number, frame.language)
  return (
    <ConsoleLayout
      words={words}
      frame={frame}
      console={view.console}
      title={isRunning ? run.title(view.percent, view.request.number) : run.doneTitle(view.request.number)}
      job={{
        said: isRunning
          ? run.saidRunning(view.percent)
          : run.saidOver(runStates[view.status] ?? '', view.result === null ? null : count(view.result.records)),
        percent: isRunning ? view.percent : null,
        refreshSeconds: view.refreshSeconds,
      }}
    >
      <p>
        <a href={path}>{back(view.request.number)}</a>
      </p>
      <p>
        <strong>{runStates[view.status] ?? view.status}.</strong> {run.started(view.started)}
      </p>
      {isRunning ? (
        <>
          <div data-figures>
            <progress class="job" max={100} value={view.percent} aria-label={run.progress} />
            <p>{run.percent(view.percent)}</p>
          </div>
          <p>
            {isRefreshed ? `${run.refreshed} ` : null}
            <a href={isRefreshed ? `${here}?still=1` : here}>{isRefreshed ? run.stop : run.resume}</a>
          </p>
        </>
      ) : null}
      {view.fault === null ? null : (
        <Alert kind="error" title={run.fault}>
          <p>
            <Said words={words}>{view.fault}</Said>
          </p>
        </Alert>
      )}
      {view.mayCancel ? (
        <form method="post" action={`${here}/cancellation`}>
          <CsrfField token={frame.person?.csrf ?? ''} />
          <button class="usa-button usa-button--outline" type="submit">
            {run.cancel}
          </button>
        </form>
      ) : null}
      {view.result === null ? (
        isRunning ? null : (
          <p>
            <a href={`${path}/plan`}>{run.again}</a>
          </p>
        )
      ) : (
        <Result words={words} frame={frame} path={path} result={view.result} />
      )}
    </ConsoleLayout>
  )
}

interface ResultProps {
  readonly words: Words
  readonly frame: Frame
  readonly path: string
  readonly result: NonNullable<RunView['result']>
}

function Result({ words, frame, path, result }: ResultProps) {
  const { run, toScope, toReview, plan } = words.requests
  const count = (number: number): string => countText(number, frame.language)
  return (
    <>
      <p class="lead">{run.found(count(result.records))}</p>
      <p>{run.after(count(result.frozenAt))}</p>
      {result.gone === 0 ? null : <p>{run.gone(count(result.gone))}</p>}
      {result.destroyed === 0 ? null : <p>{run.destroyed(count(result.destroyed))}</p>}
      <p class="actions">
        <a class="usa-button" href={`${path}/next`}>
          {toReview}
        </a>
        <a class="usa-button usa-button--outline" href={`${path}/records`}>
          {toScope}
        </a>
      </p>
      <WideTable caption={run.byLine} heads={[run.byLine, words.console.records.title]} numbersFrom={1}>
        {result.lines.map(({ id, records }) => (
          <tr key={id}>
            <th scope="row">{plan.line(id)}</th>
            <td class="number">{count(records)}</td>
          </tr>
        ))}
      </WideTable>
      {result.unreadable.length === 0 ? null : (
        <>
          <h2>{run.unreadable}</h2>
          <ul>
            {result.unreadable.map((id) => (
              <li key={id}>
                <a class="record-id" href={`/console/records/${id}`}>
                  {id}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
