import type { RequestView } from '../../../../pages/request-views.ts'
import { ConsoleLayout } from '../../../console/console-layout.tsx'
import type { Words } from '../../../languages/en.ts'
import type { PageProps } from '../../../page-props.ts'
import { Clock } from './clock-text.tsx'

export function RequestPage({ words, frame, view }: PageProps<'console-request'>) {
  const { requests } = words
  const path = `/console/requests/${view.id}`
  const { name, organization, contact } = view.requester
  const facts: readonly (readonly [string, string])[] = [
    [requests.requester, [name, organization, contact].filter((one) => one !== null).join(', ')],
    [requests.status, requests.statuses[view.status] ?? view.status],
    [requests.received, `${view.received}, ${view.channel}`],
    ...(view.fees === null ? [] : [[requests.fees, view.fees] as const]),
    [requests.held, view.isHeld ? requests.heldYes : requests.heldNo],
    ...(view.isAppealPending
      ? [[requests.appeal, requests.appealPending] as const]
      : view.appealOver === null
        ? []
        : [[requests.appeal, requests.appealOver(view.appealOver)] as const]),
  ]
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={requests.one(view.number)}>
      <p class="lead">
        <Clock clock={view.clock} words={words} />
      </p>
      <dl class="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{requests.asked}</h2>
      <p class="said__text">{view.description}</p>
      <h2>{requests.search}</h2>
      <SearchLinks words={words} view={view} path={path} />
      <h2>{requests.next}</h2>
      {view.mayWork ? null : <p>{requests.readOnly}</p>}
      {view.mayWork && view.steps.length === 0 ? <p>{requests.nextNone}</p> : null}
      {view.steps.length === 0 ? null : (
        <ul>
          {view.steps.map((step) => (
            <li key={step}>
              <a href={`${path}/steps/${step}`}>{requests.steps[step] ?? step}</a>
            </li>
          ))}
        </ul>
      )}
      <h2>{requests.letters}</h2>
      {view.letters.length === 0 ? (
        <p>{requests.lettersNone}</p>
      ) : (
        <ul>
          {view.letters.map(({ id, kind, at }) => (
            <li key={id}>
              <a href={`${path}/letters/${id}`}>{requests.letterKinds[kind] ?? kind}</a>, {at}
            </li>
          ))}
        </ul>
      )}
    </ConsoleLayout>
  )
}

function SearchLinks({
  words: { requests },
  view,
  path,
}: {
  readonly words: Words
  readonly view: RequestView
  readonly path: string
}) {
  const { run } = view
  return (
    <>
      {run === null ? null : <p>{requests.runStates[run.status] ?? run.status}.</p>}
      <ul>
        <li>
          <a href={`${path}/plan`}>{requests.toPlan}</a>
        </li>
        {run === null ? null : (
          <li>
            <a href={`${path}/runs/${run.id}`}>{requests.toRun}</a>
          </li>
        )}
        {view.hasScope ? (
          <li>
            <a href={`${path}/records`}>{requests.toScope}</a>
          </li>
        ) : null}
        {view.hasScope && view.mayWork ? (
          <li>
            <a href={`${path}/next`}>{requests.toReview}</a>
          </li>
        ) : null}
        {view.produce === null ? null : (
          <li>
            <a href={view.produce}>{requests.toProduce}</a>
          </li>
        )}
      </ul>
    </>
  )
}
