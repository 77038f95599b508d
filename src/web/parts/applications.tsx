import type { ApplicationLine } from '../../pages/application-views.ts'
import type { Words } from '../languages/en.ts'
import { Alert } from './alert.tsx'
import { PolicyText } from './policy-text.tsx'

/** The approved applications, below the systems of the catalog. */
export function Applications({
  words,
  list,
  wasNotOpened,
}: {
  words: Words
  list: readonly ApplicationLine[]
  wasNotOpened: boolean
}) {
  const { applications, catalog } = words
  return (
    <section aria-labelledby="applications">
      <h2 id="applications">{applications.title}</h2>
      {wasNotOpened ? (
        <Alert kind="warning" title={applications.againTitle} level={3}>
          <p>{applications.again}</p>
        </Alert>
      ) : null}
      <p>{applications.lead}</p>
      <div class="cards">
        {list.map((one) => (
          <article key={one.id} class="card" aria-labelledby={`application-${one.id}`}>
            <h3 id={`application-${one.id}`}>
              <a href={`/applications/${encodeURIComponent(one.id)}`}>
                <PolicyText>{one.name}</PolicyText>
              </a>
            </h3>
            <p>{catalog.uses(one.purposes.join('; '), one.maxClass)}</p>
            {one.href === null ? (
              <p>{applications.cannot}.</p>
            ) : (
              <p>
                <a class="usa-button" href={one.href}>
                  <span>
                    {applications.open} <PolicyText>{one.name}</PolicyText>
                  </span>
                </a>
              </p>
            )}
          </article>
        ))}
      </div>
    </section>
  )
}
