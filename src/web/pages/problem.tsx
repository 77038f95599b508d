import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { WhatNext, WhyNot } from '../parts/told.tsx'

/** What is not allowed or doesn’t work: in plain words, with the rule and the next step. */
export function Problem({ words, frame, view }: PageProps<'problem'>) {
  const { problem } = words
  return (
    <Layout words={words} frame={frame} title={problem[view.kind]}>
      <Alert kind={view.kind === 'unavailable' || view.kind === 'form' ? 'error' : 'warning'}>
        <WhyNot words={words} told={view.told} />
      </Alert>
      <WhatNext words={words} told={view.told} />
      <dl class="facts">
        {view.clause === null ? null : (
          <div>
            <dt>{problem.rule}</dt>
            <dd>{view.clause}</dd>
          </div>
        )}
        {view.reference === null ? null : (
          <div>
            <dt>{problem.reference}</dt>
            <dd>{view.reference}</dd>
          </div>
        )}
      </dl>
      <p>
        <a href={view.back}>{problem.back}</a>
      </p>
    </Layout>
  )
}
