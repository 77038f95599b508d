import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'

/** The number, at once; who hears of it, and when there will be word. */
export function Reported({ words, frame, view }: PageProps<'reported'>) {
  const { reported } = words
  return (
    <Layout words={words} frame={frame} title={reported.title}>
      <dl class="facts">
        <div>
          <dt>{reported.number}</dt>
          <dd>{view.number}</dd>
        </div>
        <div>
          <dt>{reported.about}</dt>
          <dd>{view.type}</dd>
        </div>
        <div>
          <dt>{reported.at}</dt>
          <dd>{view.at}</dd>
        </div>
        <div>
          <dt>{reported.status}</dt>
          <dd>{reported.received}</dd>
        </div>
        <div>
          <dt>{reported.hears}</dt>
          <dd>{view.hears.join(', ')}</dd>
        </div>
      </dl>
      <p>
        {reported.when(view.minutes)} {reported.kept}
      </p>
      <p>
        <a href={view.back}>{reported.back}</a>
      </p>
    </Layout>
  )
}
