import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { GrantFacts } from '../parts/grant-facts.tsx'
import { PolicyText } from '../parts/policy-text.tsx'
import { WhatNext, WhyNot } from '../parts/told.tsx'

/** One approved application: the way in, or why there is none. */
export function Application({ words, frame, view }: PageProps<'application'>) {
  const { applications, catalog, problem } = words
  return (
    <Layout words={words} frame={frame} title={view.name} titleLanguage="en">
      {view.refused === null ? (
        <p class="lead">{applications.can}.</p>
      ) : (
        <Alert kind="warning" title={applications.cannot}>
          {view.stepUp === null ? <WhyNot words={words} told={view.refused} /> : <p>{applications.stepUp}</p>}
          {view.stepUp === null ? <WhatNext words={words} told={view.refused} /> : null}
          <p class="quiet">
            {problem.rule} {view.refused.clause}. {view.record === null ? '' : `${problem.reference} ${view.record}`}
          </p>
        </Alert>
      )}
      {view.href === null ? null : (
        <p>
          <a class="usa-button" href={view.href}>
            <span>
              {applications.open} <PolicyText>{view.name}</PolicyText>
            </span>
          </a>
        </p>
      )}
      {view.stepUp === null ? null : (
        <form method="post" action="/sign-in/again">
          <CsrfField token={frame.person?.csrf ?? ''} />
          <input type="hidden" name="return" value={view.stepUp.back} />
          <input type="hidden" name="acr_values" value={view.stepUp.acrValues} />
          <input type="hidden" name="max_age" value={view.stepUp.maxAge} />
          <button class="usa-button" type="submit">
            {applications.stepUpGo}
          </button>
        </form>
      )}
      <h2>{applications.details}</h2>
      <dl class="facts">
        <GrantFacts words={words} language={frame.language} grant={view} />
        {view.conditions.map((condition) => (
          <div key={condition}>
            <dt>{catalog.condition}</dt>
            <dd>
              <PolicyText>{condition}</PolicyText>
            </dd>
          </div>
        ))}
        <div>
          <dt>{catalog.expires}</dt>
          <dd>{view.expires}</dd>
        </div>
      </dl>
      <p>
        <a href="/catalog#applications">{applications.back}</a>
      </p>
    </Layout>
  )
}
