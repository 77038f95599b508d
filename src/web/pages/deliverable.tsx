import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { DeliverableApproval } from '../parts/deliverable-approval.tsx'
import { DeliverableText } from '../parts/deliverable-text.tsx'
import { PageError } from '../parts/page-error.tsx'

/** One document: what it says of AI, what was checked, who approved it, what was published. */
export function Deliverable({ words, frame, view }: PageProps<'deliverable'>) {
  const { deliverables } = words
  const csrf = frame.person?.csrf ?? ''
  return (
    <Layout words={words} frame={frame} title={view.title}>
      <PageError words={words} error={view.error} />
      <p>
        <span class="status">{deliverables.state[view.state]}</span> {view.authors}
        {view.isOwn ? null : ` (${view.owner})`}
      </p>
      <section aria-labelledby="statement">
        <h2 id="statement">{deliverables.statement}</h2>
        <p>{deliverables.statementLead}</p>
        <blockquote class="statement" lang={view.statement.language}>
          {view.statement.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </blockquote>
        {view.unreviewed === 0 ? null : <p class="quiet">{deliverables.unreviewed(view.unreviewed)}</p>}
        {view.isOwn ? (
          <p>
            <a href={`/deliverables/${view.id}/details`}>{deliverables.changeTitle}</a>
          </p>
        ) : null}
      </section>
      <DeliverableText view={view} words={words} csrf={csrf} />
      <DeliverableApproval view={view} words={words} csrf={csrf} />
      <p>
        <a href="/deliverables">{deliverables.title}</a>
      </p>
    </Layout>
  )
}
