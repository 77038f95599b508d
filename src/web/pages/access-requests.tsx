import type { AccessRequestLine } from '../../pages/approval-views.ts'
import { Layout } from '../frame/layout.tsx'
import type { Words } from '../languages/en.ts'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { RequestFacts, RequestName, RequestStatusLine } from '../parts/request-line.tsx'

/** What one is asked to decide, and what one has asked for. */
export function AccessRequests({ words, frame, view }: PageProps<'access-requests'>) {
  const { access } = words
  return (
    <Layout words={words} frame={frame} title={words.catalog.requestsTitle}>
      {view.sent === null ? null : (
        <Alert kind="success" title={access.sentTitle}>
          <p>{access.sentNumber(view.sent)}</p>
        </Alert>
      )}
      {view.received.length === 0 ? null : (
        <>
          <h2>{access.receivedTitle}</h2>
          <p>{access.receivedLead}</p>
          <Lines words={words} lines={view.received} />
        </>
      )}
      <h2>{access.ownTitle}</h2>
      {view.own.length === 0 ? <p>{access.noOwn}</p> : <Lines words={words} lines={view.own} />}
      {view.own.length === 0 ? null : (
        <>
          <h2>{access.nextTitle}</h2>
          <ul>
            {[...access.next, access.nextTold(view.isMailed)].map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href="/catalog">{words.catalog.title}</a>
      </p>
    </Layout>
  )
}

function Lines({ words, lines }: { words: Words; lines: readonly AccessRequestLine[] }) {
  return (
    <div class="cards">
      {lines.map((line) => (
        <article key={line.number} class="card">
          <h3>
            <a href={line.href}>
              <RequestName line={line} />
            </a>
          </h3>
          <RequestStatusLine words={words} line={line} />
          <RequestFacts words={words} line={line} />
        </article>
      ))}
    </div>
  )
}
