import { ConsoleLayout } from '../../console/console-layout.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { HoldFacts } from './hold-facts.tsx'

export function HoldsPage({ words, frame, view }: PageProps<'console-holds'>) {
  const { holds } = words.console
  const csrf = <CsrfField token={frame.person?.csrf ?? ''} />
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={holds.title}>
      <p>{holds.lead}</p>
      {view.mayPlace ? (
        <p class="actions">
          <a class="usa-button" href="/console/holds/new">
            {holds.place}
          </a>
        </p>
      ) : null}
      {view.notices.length === 0 ? null : (
        <section aria-labelledby="notices-title">
          <h2 id="notices-title">{holds.notices}</h2>
          <ul class="cards">
            {view.notices.map(({ hold, matter, text, at, acknowledged }) => (
              <li key={hold}>
                <h3>{matter}</h3>
                <p>{text}</p>
                <p class="quiet">{at}</p>
                {acknowledged === null ? (
                  <form method="post" action={`/console/holds/${hold}/acknowledgment`}>
                    {csrf}
                    <button class="usa-button" type="submit">
                      {holds.acknowledge(matter)}
                    </button>
                  </form>
                ) : (
                  <p>{holds.acknowledged(acknowledged)}</p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.mayPlace && view.holds.length === 0 ? <p>{holds.none}</p> : null}
      <ul class="cards">
        {view.holds.map((hold) => (
          <li key={hold.id}>
            <h2>
              <a href={`/console/holds/${hold.id}`}>{hold.matter}</a>
            </h2>
            <HoldFacts words={words} frame={frame} console={view.console} hold={hold} level="h3" />
          </li>
        ))}
      </ul>
    </ConsoleLayout>
  )
}
