import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'

/** Honest: what is aimed at, what machines have looked at, and that no person has certified anything. */
export function Accessibility({ words, frame }: PageProps<'accessibility'>) {
  const { accessibility } = words
  return (
    <Layout words={words} frame={frame} title={accessibility.title}>
      <p class="lead">{accessibility.aim}</p>
      <h2>{accessibility.testedTitle}</h2>
      <ul>
        {accessibility.tested.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p>
        <a href="/accessibility/report">{accessibility.report.title}</a>
      </p>
      <h2>{accessibility.notTitle}</h2>
      <ul>
        {accessibility.not.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <h2>{accessibility.tellTitle}</h2>
      <p>{accessibility.tell}</p>
      <p>
        <a href="#help-title">{words.frame.helpTitle}</a>
      </p>
    </Layout>
  )
}
