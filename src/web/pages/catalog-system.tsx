import type { SystemView } from '../../pages/catalog-views.ts'
import { Layout } from '../frame/layout.tsx'
import type { Words } from '../languages/en.ts'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { CheckForm } from '../parts/check-form.tsx'
import { CitedAssessments } from '../parts/cited-assessments.tsx'
import { Refused } from '../parts/next-steps.tsx'
import { PolicyText } from '../parts/policy-text.tsx'
import { CardFacts } from './catalog.tsx'

/** One system: everything that the list says of it. */
export function CatalogSystem({ words, frame, view }: PageProps<'catalog-system'>) {
  const { catalog } = words
  const { card } = view
  return (
    <Layout words={words} frame={frame} title={card.name} titleLanguage="en">
      <p class="card__line">
        <span class={`status status--${card.status}`}>{catalog.statuses[card.status]}</span>{' '}
        <PolicyText>{card.provider}</PolicyText>
      </p>
      {card.isOrphan ? (
        <Alert kind="warning" title={words.accountability.catalogTitle}>
          <p>{words.accountability.catalogText}</p>
        </Alert>
      ) : null}
      <CardFacts words={words} language={frame.language} card={card} />
      <h2>{card.you.refused === null ? catalog.can : catalog.cannot}</h2>
      {card.you.refused === null ? (
        <ul>
          {card.you.uses.map(({ purposes, maxClass }) => (
            <li key={maxClass}>{catalog.uses(purposes.join('; '), maxClass)}</li>
          ))}
        </ul>
      ) : (
        <Refused words={words} language={frame.language} view={card.you.refused} />
      )}
      {card.you.refused !== null ? null : (
        <p>
          <a href={`/catalog/${encodeURIComponent(card.id)}/request`}>{catalog.requestMore}</a>
        </p>
      )}
      <h2>{catalog.checkTitle}</h2>
      <CheckForm
        words={words}
        systems={card.id}
        purposes={view.purposes}
        classes={view.classes}
        asked={{ system: card.id, purpose: '', class: '' }}
      />
      <Uses words={words} language={frame.language} view={view} />
      <Needs words={words} view={view} />
      <DataTerms words={words} view={view} />
      <Cost words={words} language={frame.language} view={view} />
      <History words={words} view={view} />
      <p class="links">
        {card.status === 'listed' ? null : (
          <>
            <a href={`/catalog/${encodeURIComponent(card.id)}/renewal`}>{words.askChange.renew}</a>{' '}
            <a href={`/catalog/${encodeURIComponent(card.id)}/successor`}>{words.askChange.succeed}</a>{' '}
          </>
        )}
        <a href="/catalog">{catalog.title}</a>
      </p>
    </Layout>
  )
}

function Uses({ words, language, view }: { words: Words; language: string; view: SystemView }) {
  const { catalog } = words
  const list = new Intl.ListFormat(language)
  return (
    <>
      <h2>{catalog.usesTitle}</h2>
      <ul>
        {view.uses.map((use) => (
          <li key={JSON.stringify(use)}>
            {catalog.uses(use.purposes.join('; '), use.maxClass)} {catalog.who}:{' '}
            {list.format(use.who.map((one) => catalog.subjects[one]))}
            {use.units === null ? `, ${catalog.allUnits}` : ', '}
            {use.units === null ? null : <PolicyText>{use.units.join(', ')}</PolicyText>}
            {use.roles.length === 0 ? '' : `. ${catalog.onlyRoles(list.format(use.roles))}`}
            {use.isForNamed ? `. ${words.approvals.forYou}` : ''}
            {use.until === null ? '' : `. ${words.approvals.until}: ${use.until}`}
          </li>
        ))}
      </ul>
    </>
  )
}

function Needs({ words, view }: { words: Words; view: SystemView }) {
  const { catalog } = words
  const safeguards: Readonly<Record<string, string | undefined>> = catalog.safeguards
  return (
    <>
      <h2>{catalog.needsTitle}</h2>
      <ul>
        {view.courses.map(({ href, label }) => (
          <li key={href}>
            {catalog.steps.course}{' '}
            <a href={href}>
              <PolicyText>{label}</PolicyText>
            </a>
          </li>
        ))}
        <li>{catalog.needsSignIn(view.assurance)}</li>
        {view.needsPurpose ? <li>{catalog.needsPurpose}</li> : null}
        {view.needsReview ? <li>{catalog.needsReview}</li> : null}
      </ul>
      <h2>{catalog.safeguardsTitle}</h2>
      <ul>
        {view.safeguards.map((one) => (
          <li key={one}>{safeguards[one] ?? one}</li>
        ))}
      </ul>
    </>
  )
}

function DataTerms({ words, view }: { words: Words; view: SystemView }) {
  const { catalog } = words
  return (
    <>
      <h2>{catalog.dataTitle}</h2>
      <ul>
        <li>{catalog.hosting[view.hosting]}</li>
        {view.country === null ? null : <li>{catalog.country(view.country)}</li>}
        {view.promise === null ? (
          <li>{view.hosting === 'on-prem' ? catalog.noVendor : catalog.noPromise}</li>
        ) : (
          <>
            <li>{catalog.promise(view.promise.until)}</li>
            <li>
              {catalog.vendorKeeps} <PolicyText>{view.promise.retention}</PolicyText>
            </li>
            <li>
              {catalog.evidence} <PolicyText>{view.promise.evidence}</PolicyText>
            </li>
          </>
        )}
      </ul>
    </>
  )
}

function Cost({ words, language, view }: { words: Words; language: string; view: SystemView }) {
  const { catalog } = words
  const dollars = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' })
  const number = new Intl.NumberFormat(language)
  const by: Readonly<Record<string, string | undefined>> = catalog.limitBy
  return (
    <>
      <h2>{catalog.costTitle}</h2>
      <ul>
        {view.models.map((model) => (
          <li key={model.name}>
            <code>{model.name}</code>
            {': '}
            {model.input === null || model.output === null
              ? catalog.noPrice
              : catalog.price(dollars.format(model.input), dollars.format(model.output))}{' '}
            {catalog.answerTokens(number.format(model.answerTokens))}
          </li>
        ))}
        {view.limits.map((limit) => (
          <li key={JSON.stringify(limit)}>
            {by[limit.by]}, {catalog.windows[limit.window]}:{' '}
            {[
              ...(limit.requests === null ? [] : [catalog.limitRequests(number.format(limit.requests))]),
              ...(limit.tokens === null ? [] : [catalog.limitTokens(number.format(limit.tokens))]),
              ...(limit.dollars === null ? [] : [dollars.format(limit.dollars)]),
              ...(limit.minutes === null ? [] : [catalog.limitMinutes(number.format(limit.minutes))]),
            ].join(', ')}
          </li>
        ))}
      </ul>
    </>
  )
}

function History({ words, view }: { words: Words; view: SystemView }) {
  const { catalog } = words
  return (
    <>
      <h2>{catalog.evidenceTitle}</h2>
      <CitedAssessments words={words} cited={view.assessments} />
      {view.audit === null ? null : (
        <p>
          {view.audit.last === null
            ? catalog.auditNever(view.audit.next)
            : catalog.audited(view.audit.last, view.audit.next)}{' '}
          {catalog.findings} <PolicyText>{view.audit.findings}</PolicyText>
        </p>
      )}
      {view.assessed === null ? null : (
        <p>
          <a href={view.assessed}>{words.assessments.ofSystem}</a>
        </p>
      )}
      <h2>{catalog.logTitle}</h2>
      <ul>
        {view.log.map(({ on, what, by }) => (
          <li key={`${on} ${what} ${by}`}>
            {on}: {catalog.changes[what]} <PolicyText>{by}</PolicyText>
          </li>
        ))}
      </ul>
    </>
  )
}
