import type { AccessRequestLine } from '../../pages/catalog-views.ts'
import { Layout } from '../frame/layout.tsx'
import type { Words } from '../languages/en.ts'
import type { PageProps } from '../page-props.ts'
import { Addressee } from '../parts/addressee.tsx'
import { Alert } from '../parts/alert.tsx'
import { PolicyText } from '../parts/policy-text.tsx'

/** What one has asked for, and what one was asked. */
export function AccessRequests({ words, frame, view }: PageProps<'access-requests'>) {
  const { access } = words
  return (
    <Layout words={words} frame={frame} title={words.catalog.requestsTitle}>
      {view.sent === null ? null : (
        <Alert kind="success" title={access.sentTitle}>
          <p>{access.sentNumber(view.sent)}</p>
        </Alert>
      )}
      <h2>{access.ownTitle}</h2>
      {view.own.length === 0 ? <p>{access.noOwn}</p> : <Lines words={words} lines={view.own} />}
      {view.received.length === 0 ? null : (
        <>
          <h2>{access.receivedTitle}</h2>
          <p>{access.receivedLead}</p>
          <Lines words={words} lines={view.received} />
        </>
      )}
      {view.own.length === 0 ? null : (
        <>
          <h2>{access.nextTitle}</h2>
          <ul>
            {access.next.map((one) => (
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
  const { access, catalog } = words
  return (
    <div class="cards">
      {lines.map((line) => (
        <article key={line.number} class="card">
          <h3>
            <PolicyText>{line.system}</PolicyText>
          </h3>
          <p class="card__line">
            <span class="status">{access.statusSent}</span> {line.sent}
          </p>
          <dl class="facts">
            {line.from === null ? null : (
              <div>
                <dt>{access.from}</dt>
                <dd>{line.from}</dd>
              </div>
            )}
            <div>
              <dt>{access.to}</dt>
              <dd>
                <Addressee to={line.to} />
              </dd>
            </div>
            <div>
              <dt>{catalog.purpose}</dt>
              <dd>{line.purpose}</dd>
            </div>
            <div>
              <dt>{catalog.dataClass}</dt>
              <dd>{line.dataClass}</dd>
            </div>
            <div>
              <dt>{access.needShort}</dt>
              <dd class="typed">{line.need}</dd>
            </div>
            <div>
              <dt>{access.whoShort}</dt>
              <dd class="typed">{line.who}</dd>
            </div>
            <div>
              <dt>{access.number}</dt>
              <dd>{line.number}</dd>
            </div>
          </dl>
        </article>
      ))}
    </div>
  )
}
