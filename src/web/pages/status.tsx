import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { PolicyText } from '../parts/policy-text.tsx'

export function Status({ words, frame, view }: PageProps<'status'>) {
  const { status } = words
  const isAllStopped = view.stops.some(({ kind }) => kind === 'all')
  return (
    <Layout words={words} frame={frame} title={status.title}>
      {view.canRecord && !isAllStopped ? (
        <Alert kind={view.stops.length === 0 ? 'success' : 'info'}>
          <p>{view.stops.length === 0 ? status.works : status.worksBut}</p>
        </Alert>
      ) : (
        <Alert kind="warning">
          <p>{view.canRecord ? status.allStopped : status.cannotRecord}</p>
        </Alert>
      )}
      <p class="quiet">{status.asOf(view.asOf)}</p>
      <h2>{status.stopsTitle}</h2>
      {view.stops.length === 0 ? (
        <p>{status.noStops}</p>
      ) : (
        <ul class="cards">
          {view.stops.map((stop) => (
            <li key={`${stop.kind} ${stop.name} ${stop.since}`} class="card">
              <h3>
                {status.kinds[stop.kind]}
                {stop.kind === 'all' ? null : (
                  <>
                    {': '}
                    <PolicyText>{stop.name}</PolicyText>
                  </>
                )}
              </h3>
              <p>{stop.since === null ? status.sinceUnknown : status.since(stop.since)}</p>
              <p>{stop.until === null ? status.untilResumed : status.until(stop.until)}</p>
              {stop.reason === null ? null : (
                <p>
                  {status.reason} <PolicyText>{stop.reason}</PolicyText>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      <h2>{status.doTitle}</h2>
      <ul>
        {view.canRecord ? null : <li>{status.doWait}</li>}
        {view.stops.length === 0 ? null : <li>{status.doOther}</li>}
        <li>{status.doPerson}</li>
        {view.isSignedIn ? null : <li>{status.doSignIn}</li>}
      </ul>
      <p>
        <a href="/catalog">{status.catalog}</a>
      </p>
    </Layout>
  )
}
