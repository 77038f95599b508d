import type { DecisionFacts } from '../../pages/decision-views.ts'
import type { Words } from '../languages/en.ts'
import { PolicyText } from './policy-text.tsx'

/** A decision record: what it is about, and every step with what was written. */
export function DecisionRecord({ words: { decisions }, decision }: { words: Words; decision: DecisionFacts }) {
  return (
    <>
      <p>
        <span class="status">{decision.isOverdue ? decisions.overdue : decisions.states[decision.state]}</span>{' '}
        {decision.state === 'open' ? decisions.due(decision.due) : null}
      </p>
      <dl class="facts">
        <div>
          <dt>{decisions.record}</dt>
          <dd>
            <code>{decision.exchange}</code>
          </dd>
        </div>
        <div>
          <dt>{decisions.system}</dt>
          <dd>
            <PolicyText>{decision.system}</PolicyText>
          </dd>
        </div>
        <div>
          <dt>{decisions.purpose}</dt>
          <dd>{decision.purpose}</dd>
        </div>
        <div>
          <dt>{decisions.opened}</dt>
          <dd>{decision.opened}</dd>
        </div>
        {decision.decider === null ? null : (
          <div>
            <dt>{decisions.decider}</dt>
            <dd>{decision.decider}</dd>
          </div>
        )}
      </dl>
      {decision.steps.length === 0 ? null : (
        <>
          <h2>{decisions.steps}</h2>
          <ol class="plain-list">
            {decision.steps.map((step) => (
              <li key={`${step.at} ${step.kind}`} class="card">
                <h3>
                  {decisions.kinds[step.kind]}
                  {step.to === null ? null : `: ${step.to}`}
                </h3>
                <p class="quiet">
                  {step.at}
                  {step.by === null ? null : `, ${step.by}`}
                </p>
                {step.followed === null ? null : <p>{decisions.followed[step.followed]}</p>}
                {step.outcome === null ? null : <p class="turn__text">{step.outcome}</p>}
                {step.sources.length === 0 ? null : (
                  <>
                    <p>{decisions.sources}</p>
                    <ul>
                      {step.sources.map((source) => (
                        <li key={source}>{source}</li>
                      ))}
                    </ul>
                  </>
                )}
                {step.reason === '' ? null : <p class="turn__text">{decisions.because(step.reason)}</p>}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}
