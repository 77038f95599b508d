import type { CatalogView, SystemCard } from '../../pages/catalog-views.ts'
import { SYSTEM_STATUSES } from '../../pages/catalog-views.ts'
import { Layout } from '../frame/layout.tsx'
import type { Words } from '../languages/en.ts'
import type { PageProps } from '../page-props.ts'
import { Applications } from '../parts/applications.tsx'
import { ChoiceField } from '../parts/choice-field.tsx'
import { GrantFacts } from '../parts/grant-facts.tsx'
import { Refused } from '../parts/next-steps.tsx'
import { PolicyText } from '../parts/policy-text.tsx'

export function Catalog({ words, frame, view }: PageProps<'catalog'>) {
  const { catalog } = words
  return (
    <Layout words={words} frame={frame} title={catalog.title}>
      <p class="lead">{catalog.lead}</p>
      <p class="links">
        <a href="/catalog/check">{catalog.checkTitle}</a> <a href="/catalog/requests">{catalog.requestsTitle}</a>{' '}
        <a href="/policy">{words.policy.title}</a> <a href="/catalog/request">{catalog.unlisted}</a>{' '}
        <a href="/catalog/request/system">{words.askChange.propose}</a>
      </p>
      <Search words={words} view={view} />
      <p role="status">{catalog.count(view.cards.length, view.total)}</p>
      {view.cards.length === 0 ? (
        <p>
          {catalog.none} <a href="/catalog">{catalog.showAll}</a>
        </p>
      ) : (
        <div class="cards">
          {view.cards.map((card) => (
            <Card key={card.id} words={words} language={frame.language} card={card} />
          ))}
        </div>
      )}
      {view.applications.length === 0 ? null : (
        <Applications words={words} list={view.applications} wasNotOpened={view.wasNotOpened} />
      )}
    </Layout>
  )
}

function Search({ words, view }: { words: Words; view: CatalogView }) {
  const { catalog } = words
  const { asked } = view
  return (
    <search>
      <form class="filters" method="get" action="/catalog">
        <div class="usa-form-group">
          <label class="usa-label" for="q">
            {catalog.search}
          </label>
          <input class="usa-input" id="q" name="q" type="text" inputmode="search" maxlength={100} value={asked.q} />
        </div>
        <ChoiceField
          name="purpose"
          label={catalog.purpose}
          choices={view.purposes}
          chosen={asked.purpose}
          none={catalog.any}
        />
        <ChoiceField
          name="class"
          label={catalog.dataClass}
          choices={view.classes}
          chosen={asked.class}
          none={catalog.any}
        />
        <ChoiceField
          name="unit"
          label={catalog.unit}
          choices={view.units}
          chosen={asked.unit}
          none={catalog.any}
          isPolicyText
        />
        <ChoiceField
          name="status"
          label={catalog.status}
          choices={SYSTEM_STATUSES.map((value) => ({ value, label: catalog.statuses[value] }))}
          chosen={asked.status}
          none={catalog.any}
        />
        <button class="usa-button" type="submit">
          {catalog.find}
        </button>
      </form>
    </search>
  )
}

function Card({ words, language, card }: { words: Words; language: string; card: SystemCard }) {
  const { catalog } = words
  const href = `/catalog/${encodeURIComponent(card.id)}`
  return (
    <article class="card" aria-labelledby={`system-${card.id}`}>
      <h2 id={`system-${card.id}`}>
        <a href={href}>
          <PolicyText>{card.name}</PolicyText>
        </a>
      </h2>
      <p class="card__line">
        <span class={`status status--${card.status}`}>{catalog.statuses[card.status]}</span>{' '}
        <PolicyText>{card.provider}</PolicyText>
      </p>
      <CardFacts words={words} language={language} card={card} />
      <h3>{card.you.refused === null ? catalog.can : catalog.cannot}</h3>
      {card.you.refused === null ? (
        <ul>
          {card.you.uses.map(({ purposes, maxClass }) => (
            <li key={maxClass}>{catalog.uses(purposes.join('; '), maxClass)}</li>
          ))}
        </ul>
      ) : (
        <Refused words={words} language={language} view={card.you.refused} />
      )}
    </article>
  )
}

export function CardFacts({ words, language, card }: { words: Words; language: string; card: SystemCard }) {
  const { catalog } = words
  return (
    <dl class="facts">
      <GrantFacts words={words} language={language} grant={card} />
      {card.notFor.length === 0 ? null : (
        <div>
          <dt>{catalog.notFor}</dt>
          <dd>{card.notFor.join('; ')}</dd>
        </div>
      )}
      {card.conditions.map((condition) => (
        <div key={condition}>
          <dt>{catalog.condition}</dt>
          <dd>
            <PolicyText>{condition}</PolicyText>
          </dd>
        </div>
      ))}
      <div>
        <dt>{catalog.expires}</dt>
        <dd>{card.expires}</dd>
      </div>
      <div>
        <dt>{catalog.approvedBy}</dt>
        <dd>
          <PolicyText>{card.approvedBy}</PolicyText>
        </dd>
      </div>
      {card.owner === null ? null : (
        <div>
          <dt>{catalog.owner}</dt>
          <dd>
            <PolicyText>{card.owner}</PolicyText>
          </dd>
        </div>
      )}
    </dl>
  )
}
