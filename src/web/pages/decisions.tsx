import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { PolicyText } from '../parts/policy-text.tsx'

type Page = PageProps<'decisions'>

/** Clause MS-30: what is still to be decided by the person who looks, and what they closed. */
export function Decisions({ words, frame, view }: Page) {
  const { decisions } = words
  return (
    <Layout words={words} frame={frame} title={decisions.title}>
      <p class="lead">{decisions.lead}</p>
      <h2>{decisions.open}</h2>
      {view.open.length === 0 ? <p>{decisions.noneOpen}</p> : <Lines words={words} lines={view.open} />}
      {view.other.length === 0 ? null : (
        <>
          <h2>{decisions.other}</h2>
          <Lines words={words} lines={view.other} />
        </>
      )}
    </Layout>
  )
}

function Lines({ words: { decisions }, lines }: { words: Page['words']; lines: Page['view']['open'] }) {
  return (
    <ul class="plain-list cards">
      {lines.map((one) => (
        <li key={one.exchange} class="card">
          <h3>
            <a href={`/decisions/${one.exchange}`}>
              <PolicyText>{one.system}</PolicyText>, {one.purpose}
            </a>
          </h3>
          <p>
            <span class="status">{one.isOverdue ? decisions.overdue : decisions.states[one.state]}</span>{' '}
            {one.state === 'open' ? decisions.due(one.due) : null}
          </p>
          <p class="quiet">
            <code>{one.exchange}</code>
          </p>
        </li>
      ))}
    </ul>
  )
}
