import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'

/** What automatic tests looked at, as they recorded it, and what none of them can know. */
export function AccessibilityReport({ words, frame, view }: PageProps<'accessibility-report'>) {
  const { accessibility } = words
  const { report } = accessibility
  const count = view.looks.reduce((sum, { states }) => sum + states.length, 0)
  const widths = (all: readonly number[]): string => all.map(report.pixels).join(', ')
  return (
    <Layout words={words} frame={frame} title={report.title}>
      <p class="lead">{report.lead}</p>
      {view.date === null ? (
        <p>{report.none}</p>
      ) : (
        <>
          <p>{report.run(view.date, view.isFull ? report.full : report.short)}</p>
          <ul>
            {view.versions.map(({ name, version }) => (
              <li key={name}>
                <code>
                  {name} {version}
                </code>
              </li>
            ))}
          </ul>
          <h2>{report.statesTitle(count)}</h2>
          {view.looks.map(({ axe, own, states }) => (
            <section key={`${axe} ${own}`} aria-label={report.lookedAt(widths(axe), widths(own))}>
              <p>{axe.length === 0 ? report.ownOnly(widths(own)) : report.lookedAt(widths(axe), widths(own))}</p>
              <details>
                <summary>{report.states(states.length)}</summary>
                <ul>
                  {states.map((state) => (
                    <li key={state}>
                      <code class="digest">{state}</code>
                    </li>
                  ))}
                </ul>
              </details>
            </section>
          ))}
          <h2>{report.checksTitle}</h2>
          <ul>
            {view.checks.map(({ check, files }) => (
              <li key={check}>
                {report.checks[check]}
                <br />
                {files.map((file, at) => (
                  <span key={file}>
                    {at === 0 ? null : ', '}
                    <code class="digest">{file}</code>
                  </span>
                ))}
              </li>
            ))}
            <li>{report.longer(view.longerWords.length)}</li>
          </ul>
        </>
      )}
      <h2>{report.cannotTitle}</h2>
      <ul>
        {report.cannot.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p>
        <a href="/accessibility">{accessibility.title}</a>
      </p>
    </Layout>
  )
}
