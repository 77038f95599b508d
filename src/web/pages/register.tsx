import type { RegisterEntry } from '../../pages/policy-views.ts'
import { Layout } from '../frame/layout.tsx'
import type { Words } from '../languages/en.ts'
import type { PageProps } from '../page-props.ts'
import { PolicyText } from '../parts/policy-text.tsx'

/** Clause MS-43: which AI systems the agency uses, for what, and what that means for people. For anybody. */
export function Register({ words, frame, view }: PageProps<'register'>) {
  const { register } = words
  return (
    <Layout words={words} frame={frame} title={register.title}>
      <p class="lead">{register.lead(view.agency)}</p>
      <p class="quiet">
        {register.asOf(view.asOf)} <a href="/register.json">{register.data}</a>{' '}
        <a href="/register.csv">{register.table}</a>
      </p>
      {view.systems.length === 0 ? <p>{register.none}</p> : null}
      <div class="cards">
        {view.systems.map((entry) => (
          <Entry key={entry.id} entry={entry} words={words} />
        ))}
      </div>
      <h2>{register.askTitle}</h2>
      <p>
        {view.contact.text}: <a href={`tel:${view.contact.phone}`}>{view.contact.phone}</a>,{' '}
        <a href={view.contact.url}>{new URL(view.contact.url).host}</a>
      </p>
      <p>{register.limit}</p>
    </Layout>
  )
}

function Entry({ entry, words: { register, catalog, policy } }: { entry: RegisterEntry; words: Words }) {
  const mode = entry.decisionMode as keyof typeof policy.modes
  return (
    <article class="card" id={entry.id}>
      <h2>
        <PolicyText>{entry.name}</PolicyText>
      </h2>
      <p class="card__line">
        <span class={`status status--${entry.status}`}>{catalog.statuses[entry.status]}</span>{' '}
        {entry.provider === '' ? null : <PolicyText>{entry.provider}</PolicyText>}
      </p>
      <dl class="facts">
        <div>
          <dt>{register.purposes}</dt>
          <dd>{entry.purposes.join('; ')}</dd>
        </div>
        <div>
          <dt>{register.usedBy}</dt>
          <dd>{entry.usedBy.map((one) => catalog.subjects[one]).join(', ')}</dd>
        </div>
        <div>
          <dt>{register.dataClass}</dt>
          <dd>{entry.dataClass}</dd>
        </div>
        <div>
          <dt>{register.decides}</dt>
          <dd>{policy.modes[mode]}</dd>
        </div>
        <div>
          <dt>{register.until}</dt>
          <dd>{entry.approvedUntil}</dd>
        </div>
        {entry.assessments.length === 0 ? null : (
          <div>
            <dt>{register.assessments}</dt>
            <dd>{entry.assessments.map(({ kind, on }) => `${kind}, ${on}`).join('; ')}</dd>
          </div>
        )}
      </dl>
      {entry.affected.map(({ notice, appeal }) => (
        <div key={notice} class="affected">
          <h3>{register.affected}</h3>
          <p>{notice}</p>
          <p>{appeal}</p>
        </div>
      ))}
    </article>
  )
}
