import { WideTable } from '../console/wide-table.tsx'
import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { PageError } from '../parts/page-error.tsx'
import { PolicyText } from '../parts/policy-text.tsx'
import { StepUp } from '../parts/step-up.tsx'

type Page = PageProps<'exceptions'>

/** Every exception, and how many there are a month: more than a few are no exceptions. */
export function Exceptions({ words, frame, view }: Page) {
  const { exceptions } = words
  const csrf = frame.person?.csrf ?? ''
  return (
    <Layout words={words} frame={frame} title={exceptions.title}>
      <PageError words={words} error={view.error} />
      <p class="lead">{exceptions.lead}</p>
      {view.mayMake ? (
        <p>
          <a href="/exceptions/new">{exceptions.make}</a>
        </p>
      ) : null}
      {view.stepUp === null ? null : <StepUp words={words} csrf={csrf} back="/exceptions" view={view.stepUp} />}
      {view.exceptions.length === 0 ? <p>{exceptions.none}</p> : null}
      <div class="cards">
        {view.exceptions.map((one) => (
          <One key={one.id} words={words} csrf={csrf} one={one} />
        ))}
      </div>
      <h2>{exceptions.months}</h2>
      <p>{exceptions.threshold(view.threshold)}</p>
      {view.months.length === 0 ? (
        <p>{exceptions.none}</p>
      ) : (
        <WideTable
          caption={exceptions.months}
          heads={[exceptions.month, exceptions.says, exceptions.count]}
          numbersFrom={2}
        >
          {view.months.map(({ month, count, isRoutine }) => (
            <tr key={month}>
              <th scope="row">{month}</th>
              <td>{isRoutine ? exceptions.routine : exceptions.notRoutine}</td>
              <td class="number">{count}</td>
            </tr>
          ))}
        </WideTable>
      )}
    </Layout>
  )
}

function One({ words, csrf, one }: { words: Page['words']; csrf: string; one: Page['view']['exceptions'][number] }) {
  const { exceptions } = words
  return (
    <article class="card">
      <h2>{exceptions.rules[one.rule as keyof typeof exceptions.rules] ?? one.rule}</h2>
      <p class="card__line">
        <span class="status">{exceptions.states[one.state]}</span> {exceptions.between(one.from, one.until)}
      </p>
      <dl class="facts">
        <div>
          <dt>{exceptions.people}</dt>
          <dd>
            <PolicyText>{one.people}</PolicyText>
          </dd>
        </div>
        <div>
          <dt>{exceptions.systems}</dt>
          <dd>
            <PolicyText>{one.systems}</PolicyText>
          </dd>
        </div>
        <div>
          <dt>{exceptions.purposes}</dt>
          <dd>{one.purposes}</dd>
        </div>
        {one.maxClass === null ? null : (
          <div>
            <dt>{exceptions.maxClass}</dt>
            <dd>{one.maxClass}</dd>
          </div>
        )}
        <div>
          <dt>{exceptions.decided}</dt>
          <dd>
            <PolicyText>{one.decided}</PolicyText>
          </dd>
        </div>
      </dl>
      {one.needsWord ? <Act words={words} csrf={csrf} id={one.id} step="confirm" /> : null}
      {one.canEnd ? <Act words={words} csrf={csrf} id={one.id} step="end" /> : null}
    </article>
  )
}

function Act({
  words: { exceptions },
  csrf,
  id,
  step,
}: {
  words: Page['words']
  csrf: string
  id: string
  step: 'confirm' | 'end'
}) {
  return (
    <details class="act">
      <summary>{exceptions.acts[step]}</summary>
      <form class="usa-form" method="post" action={`/exceptions/${id}/${step}`}>
        <CsrfField token={csrf} />
        <label class="usa-label" for={`reason-${step}-${id}`}>
          {exceptions.reason}
        </label>
        <textarea class="usa-textarea" id={`reason-${step}-${id}`} name="reason" rows={2} required />
        <button class="usa-button" type="submit">
          {exceptions.acts[step]}
        </button>
      </form>
    </details>
  )
}
