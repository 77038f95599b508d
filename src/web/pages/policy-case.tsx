import { WideTable } from '../console/wide-table.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { ChoiceField } from '../parts/choice-field.tsx'
import { PageError } from '../parts/page-error.tsx'
import { Said } from '../parts/said.tsx'
import { WhyNot } from '../parts/told.tsx'

const REQUIRED: readonly string[] = ['issuer', 'client', 'subjectType', 'unit', 'model']

/** Made-up facts, and what the gateway would answer: the same engine, with every step. */
export function PolicyCase({ words, frame, view }: PageProps<'policy-case'>) {
  const { policy } = words
  return (
    <Layout words={words} frame={frame} title={policy.caseTitle}>
      <p class="lead">{policy.caseLead}</p>
      <PageError words={words} error={view.error} />
      {view.wrong.length === 0 ? null : (
        <Alert kind="error" isUrgent>
          <ul>
            {view.wrong.map((name) => (
              <li key={name}>
                <a href={`#${name}`}>{policy.caseWrong(policy.caseFields[name])}</a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {view.answer === null ? null : <Answer words={words} answer={view.answer} />}
      <form class="usa-form" method="get" action="/policy/case">
        {(Object.keys(view.choices) as (keyof typeof view.choices)[]).map((name) => (
          <ChoiceField
            key={name}
            name={name}
            label={policy.caseFields[name]}
            choices={view.choices[name]}
            chosen={view.asked[name] ?? ''}
            none={REQUIRED.includes(name) ? policy.choose : policy.notStated}
            isRequired={REQUIRED.includes(name)}
          />
        ))}
        <div class="usa-checkbox">
          <input
            class="usa-checkbox__input"
            type="checkbox"
            id="trained"
            name="trained"
            value="yes"
            checked={view.asked['trained'] === 'yes'}
          />
          <label class="usa-checkbox__label" for="trained">
            {policy.trained}
          </label>
        </div>
        <button class="usa-button" type="submit">
          {policy.ask}
        </button>
      </form>
      <p>
        <a href="/policy">{policy.title}</a>
      </p>
    </Layout>
  )
}

type CaseAnswer = NonNullable<PageProps<'policy-case'>['view']['answer']>

function Answer({ words, answer }: { words: PageProps<'policy-case'>['words']; answer: CaseAnswer }) {
  const { policy } = words
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{answer.isAllowed ? policy.allowed : policy.refused}</h2>
      {answer.told === null ? null : (
        <>
          <WhyNot words={words} told={answer.told} />
          <p>
            {words.problem.rule} {answer.clause}
          </p>
        </>
      )}
      <p>{policy.decidedBy(answer.rule, answer.policy, answer.dataClass, answer.classFrom)}</p>
      {answer.obligations.length === 0 ? null : (
        <>
          <h3>{policy.obligations}</h3>
          <ul lang="en">
            {answer.obligations.map((one) => (
              <li key={one}>
                <code>{one}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {answer.wouldChange === null || answer.wouldChange.length === 0 ? null : (
        <>
          <h3>{policy.wouldChange}</h3>
          <ol>
            {answer.wouldChange.map((one) => (
              <li key={one}>
                <Said words={words}>{one}</Said>
              </li>
            ))}
          </ol>
        </>
      )}
      <details>
        <summary>{policy.steps(answer.steps.length)}</summary>
        <WideTable caption={policy.stepsTitle} heads={[policy.rule, policy.result, policy.clauses, policy.place]}>
          {answer.steps.map(({ rule, result, clauses, at }) => (
            <tr key={`${rule} ${at}`}>
              <th scope="row">{rule}</th>
              <td>{result}</td>
              <td>{clauses}</td>
              <td>{at}</td>
            </tr>
          ))}
        </WideTable>
      </details>
    </section>
  )
}
