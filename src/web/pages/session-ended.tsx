import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'

export function SessionEnded({ words, frame, view }: PageProps<'session-ended'>) {
  const { ended } = words
  return (
    <Layout words={words} frame={frame} title={view.isStepUp ? ended.stepUpTitle : ended.title}>
      <Alert kind="warning">
        <p>{view.isStepUp ? ended.stepUp : ended.lead}</p>
        {view.draft === null ? null : <p>{view.isKept ? ended.kept : ended.notKept}</p>}
      </Alert>
      {view.draft === null ? null : (
        <>
          <label class="usa-label" for="draft">
            {ended.draft}
          </label>
          <textarea class="usa-textarea" id="draft" readonly rows={8}>
            {view.draft}
          </textarea>
        </>
      )}
      <ul class="plain-list">
        {view.places.map(({ href, label }) => (
          <li key={href}>
            <a class="usa-button" href={href}>
              {ended.signIn(label)}
            </a>
          </li>
        ))}
      </ul>
    </Layout>
  )
}
