import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'

/** What changed for people between two policies, in sentences; they are made by the policy’s own tools, in English. */
export function PolicyChanges({ words, frame, view }: PageProps<'policy-changes'>) {
  const { policy } = words
  return (
    <Layout words={words} frame={frame} title={policy.changesTitle}>
      <p class="lead">{policy.fromTo(view.before.version, view.before.since, view.after.version, view.after.since)}</p>
      {view.sections.length === 0 ? <p>{policy.same}</p> : null}
      <div lang="en">
        {view.sections.map(({ heading, sentences }) => (
          <section key={heading} aria-label={heading}>
            <h2>{heading}</h2>
            <ul>
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <p>
        <a href="/policy">{policy.title}</a>
      </p>
    </Layout>
  )
}
