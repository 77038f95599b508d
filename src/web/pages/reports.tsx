import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'

/** What somebody reported, and what became of it. */
export function Reports({ words, frame, view }: PageProps<'reports'>) {
  const { reports, reported } = words.incidents
  return (
    <Layout words={words} frame={frame} title={reports.title}>
      <p class="lead">{reports.lead}</p>
      <p class="actions">
        <a class="usa-button" href="/report">
          {reports.new}
        </a>
      </p>
      {view.reports.length === 0 ? <p>{reports.none}</p> : null}
      <div class="cards">
        {view.reports.map(({ number, type, state, at, isAsked, hasTask }) => (
          <article key={number} class="card">
            <h2>
              <a href={`/reports/${number}`}>{number}</a>
            </h2>
            <p class="card__line">
              {type}. {reported.state}: {state}. {reported.at}: {at}
            </p>
            {hasTask ? (
              <p>
                <strong>{reports.task}</strong>
              </p>
            ) : null}
            {isAsked ? (
              <p>
                <strong>{reports.asked}</strong>
              </p>
            ) : null}
          </article>
        ))}
      </div>
    </Layout>
  )
}
