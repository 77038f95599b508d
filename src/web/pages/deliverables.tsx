import type { DeliverableLine } from '../../pages/deliverable-views.ts'
import { Layout } from '../frame/layout.tsx'
import type { Words } from '../languages/en.ts'
import type { PageProps } from '../page-props.ts'

/** Documents that answers went into, one’s own and those to approve. */
export function Deliverables({ words, frame, view }: PageProps<'deliverables'>) {
  const { deliverables } = words
  return (
    <Layout words={words} frame={frame} title={deliverables.title}>
      <p class="lead">{deliverables.lead}</p>
      <p>
        <a href="/deliverables/find">{deliverables.findTitle}</a>
      </p>
      {view.toApprove.length === 0 ? null : (
        <section aria-labelledby="to-approve">
          <h2 id="to-approve">{deliverables.toApprove}</h2>
          <Lines lines={view.toApprove} words={words} />
        </section>
      )}
      <section aria-labelledby="own">
        <h2 id="own">{deliverables.own}</h2>
        {view.own.length === 0 ? <p>{deliverables.none}</p> : <Lines lines={view.own} words={words} />}
      </section>
    </Layout>
  )
}

function Lines({ lines, words: { deliverables } }: { lines: readonly DeliverableLine[]; words: Words }) {
  return (
    <ul class="plain-list">
      {lines.map((line) => (
        <li key={line.href}>
          <a href={line.href}>{line.label}</a>
          <span class="quiet conversation__facts">
            {deliverables.state[line.state]}. {line.by}, {line.at}
          </span>
        </li>
      ))}
    </ul>
  )
}
