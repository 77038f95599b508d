import { ConsoleLayout } from '../../console/console-layout.tsx'
import type { PageProps } from '../../page-props.ts'
import { Alert } from '../../parts/alert.tsx'

export function Content({ words, frame, view }: PageProps<'console-content'>) {
  const { content, one, records } = words.console
  return (
    <ConsoleLayout
      words={words}
      frame={frame}
      console={view.console}
      title={view.waits ? content.waitsTitle : content.title}
    >
      {view.waits ? (
        <Alert kind="info">
          <p>{content.waits}</p>
        </Alert>
      ) : (
        <>
          <p>{content.recorded}</p>
          <h2>{one[view.part]}</h2>
          {view.texts.length === 0 ? <p>{content.empty}</p> : null}
          {view.texts.map((text) => (
            <section key={text.type} aria-label={records.kinds[text.type] ?? text.type}>
              <h3>
                {records.kinds[text.type] ?? text.type}, {text.time}
              </h3>
              {text.said.map(({ role, text: said }, at) => (
                <p key={`${at} ${role}`} class="said__text">
                  {role === '' ? null : <strong>{one.roles[role] ?? role}: </strong>}
                  {said}
                </p>
              ))}
              <details>
                <summary>{content.exact}</summary>
                <pre class="note">{text.exact}</pre>
              </details>
            </section>
          ))}
        </>
      )}
      <p class="actions">
        <a class="usa-button" href={`/console/records/${view.id}`}>
          {content.back}
        </a>
        {view.waits ? (
          <a class="usa-button usa-button--outline" href="/console/reveals">
            {content.toReveals}
          </a>
        ) : null}
      </p>
    </ConsoleLayout>
  )
}
