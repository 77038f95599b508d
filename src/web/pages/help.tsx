import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { kindName } from '../parts/kind-name.ts'
import { PolicyText } from '../parts/policy-text.tsx'

export function Help({ words, frame, view }: PageProps<'help'>) {
  const { help } = words
  return (
    <Layout words={words} frame={frame} title={help.title}>
      <p class="lead">{help.lead}</p>
      <h2>{help.askTitle}</h2>
      <ol>
        {help.ask.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <h2>{help.classesTitle}</h2>
      <p>{help.classes}</p>
      <dl class="terms">
        {view.classes.map(({ id, name, description }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
      <h2>{help.redactedTitle}</h2>
      <p>{help.redacted}</p>
      <details>
        <summary>{help.redactedKinds(view.takenOut.length)}</summary>
        <ul class="columns">
          {view.takenOut.map((kind) => (
            <li key={kind}>{kindName(words, kind)}</li>
          ))}
        </ul>
      </details>
      {view.warned.length === 0 ? null : (
        <>
          <p>{help.warned}</p>
          <ul>
            {view.warned.map((kind) => (
              <li key={kind}>{kindName(words, kind)}</li>
            ))}
          </ul>
        </>
      )}
      <h2>{help.refusedTitle}</h2>
      {help.refused.map((one) => (
        <p key={one}>{one}</p>
      ))}
      <p>
        <a href="/catalog/check">{words.catalog.checkTitle}</a>
      </p>
      <h2>{help.courseTitle}</h2>
      <p>{help.course}</p>
      <ul>
        {view.courses.map(({ name, href }) => (
          <li key={href}>
            <a href={href}>
              <PolicyText>{name}</PolicyText>
            </a>
          </li>
        ))}
      </ul>
      <h2>{help.personTitle}</h2>
      <p>{help.person}</p>
      <p>
        <a href="#help-title">{words.frame.helpTitle}</a>
      </p>
    </Layout>
  )
}
