import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { AuditAct, AuditField } from '../parts/audit-act.tsx'
import { AuditScope } from '../parts/audit-scope.tsx'
import { PageError } from '../parts/page-error.tsx'
import { PolicyText } from '../parts/policy-text.tsx'

type Page = PageProps<'audit'>
type Part = Pick<Page, 'words' | 'frame' | 'view'>

const CONCLUSIONS = ['satisfactory', 'with-findings', 'unsatisfactory'] as const

/** Clauses MS-55, MO-47: one audit: what was looked at, what was found, what became of it, and what is to be done now. */
export function Audit({ words, frame, view }: Page) {
  const { audits } = words
  const part = { words, frame, view }
  return (
    <Layout words={words} frame={frame} title={audits.one}>
      <PageError words={words} error={view.error} />
      <Facts {...part} />
      <h2>{audits.scope}</h2>
      {view.scope === null ? <p>{audits.noScope}</p> : <AuditScope words={words} scope={view.scope} />}
      {view.isAuditor && view.state === 'open' ? <Gather {...part} /> : null}
      <h2>{audits.findings}</h2>
      {view.findings.length === 0 ? <p>{audits.noFindings}</p> : null}
      <div class="cards">
        {view.findings.map((finding) => (
          <Finding key={finding.id} {...part} finding={finding} />
        ))}
      </div>
      {view.isAuditor && view.state === 'open' ? <Find {...part} /> : null}
      <Ends {...part} />
      <Steps {...part} />
      <p>
        <a href={`/oversight/audits/${view.number}/report`} download>
          {audits.report}
        </a>
      </p>
      {view.mayRecordRisk ? (
        <p>
          <a href={`/oversight/risks?source=audit&reference=${encodeURIComponent(view.number)}`}>
            {words.risks.recordThis}
          </a>
        </p>
      ) : null}
      <p>
        <a href="/oversight/audits">{audits.back}</a>
      </p>
    </Layout>
  )
}

function Facts({ words: { audits }, view }: Part) {
  const { next } = view
  const lines: readonly (readonly [string, string])[] = [
    [audits.auditor, view.auditor],
    [audits.owner, view.owner],
    [audits.started, view.started],
    [audits.wasDue, view.due],
    [audits.period, audits.span(view.from, view.to)],
    ...(view.conclusion === null ? [] : [[audits.concluded, audits.conclusions[view.conclusion]] as const]),
    ...(next === null ? [] : [[audits.next, next.due] as const]),
  ]
  return (
    <>
      <p>
        <span class="status">{audits.states[view.state]}</span> {view.isAuditor ? null : audits.notTheirs}
      </p>
      <dl class="facts">
        <div>
          <dt>{audits.system}</dt>
          <dd>
            <PolicyText>{view.system}</PolicyText>
          </dd>
        </div>
        <div>
          <dt>{audits.number}</dt>
          <dd>
            <code>{view.number}</code>
          </dd>
        </div>
        {lines.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {next === null || next.isInForce ? null : <p>{audits.notInForce}</p>}
    </>
  )
}

function Gather(part: Part) {
  const { audits } = part.words
  const form = <AuditAct {...part} steps={['scope']} ask={audits.gatherWhy} />
  return part.view.scope === null ? (
    form
  ) : (
    <details>
      <summary>{audits.gatherAgain}</summary>
      {form}
    </details>
  )
}

function Finding({ finding, ...part }: Part & { finding: Page['view']['findings'][number] }) {
  const { words, view } = part
  const { audits } = words
  const { id } = finding
  const isOpen = finding.state === 'open' || finding.state === 'answered'
  return (
    <article class="card" id={id}>
      <h3>{audits.finding(id)}</h3>
      <p>
        <span class="status">{finding.isLate ? audits.overdue : audits.findingStates[finding.state]}</span>{' '}
        {finding.severity}. {audits.mendedBy(finding.owner, finding.due)}
      </p>
      <p class="turn__text">{finding.text}</p>
      {finding.mayAnswer ? <AuditAct {...part} steps={['respond']} finding={id} ask={audits.answer} /> : null}
      {view.isAuditor && view.state !== 'abandoned' && finding.state === 'answered' ? (
        <AuditAct {...part} steps={['accept', 'return']} finding={id} ask={audits.judge} />
      ) : null}
      {view.isAuditor && view.state !== 'abandoned' && isOpen ? (
        <>
          <details>
            <summary>{audits.extend}</summary>
            <AuditAct {...part} steps={['extend']} finding={id} ask={audits.reason}>
              <AuditField
                view={view}
                step="extend"
                finding={id}
                name="due"
                label={audits.newDay}
                max={finding.latest}
                isRequired
              />
            </AuditAct>
          </details>
          <details>
            <summary>{audits.withdraw}</summary>
            <AuditAct {...part} steps={['withdraw']} finding={id} ask={audits.reason} />
          </details>
        </>
      ) : null}
    </article>
  )
}

function Find(part: Part) {
  const { words, view } = part
  const { audits } = words
  const isThis = view.values['step'] === 'find'
  return (
    <details open={isThis || view.findings.length === 0}>
      <summary>{audits.write}</summary>
      <AuditAct {...part} steps={['find']} ask={audits.found}>
        <label class="usa-label" for="severity">
          {audits.severity}
        </label>
        <select class="usa-select" id="severity" name="severity" required>
          <option value="">{audits.choose}</option>
          {view.severities.map(({ value, label }) => (
            <option key={value} value={value} selected={isThis && view.values['severity'] === value}>
              {label}
            </option>
          ))}
        </select>
        <AuditField view={view} step="find" name="owner" label={audits.mender} hint={audits.menderHint} />
        <AuditField view={view} step="find" name="due" label={audits.day} hint={audits.dayHint} />
      </AuditAct>
    </details>
  )
}

/** What ends the audit, or gives it to somebody else. */
function Ends(part: Part) {
  const { words, view } = part
  const { audits } = words
  const isOpen = view.state === 'open'
  const goesOn = view.state !== 'abandoned'
  return (
    <>
      {view.isAuditor && isOpen ? (
        <>
          <h2>{audits.close}</h2>
          <AuditAct {...part} steps={['close']} ask={audits.inWords}>
            <fieldset class="usa-fieldset">
              <legend class="usa-legend">{audits.conclusion}</legend>
              {CONCLUSIONS.map((one) => (
                <div class="usa-radio" key={one}>
                  <input
                    class="usa-radio__input"
                    type="radio"
                    id={`conclusion-${one}`}
                    name="conclusion"
                    value={one}
                    required
                    checked={view.values['conclusion'] === one}
                  />
                  <label class="usa-radio__label" for={`conclusion-${one}`}>
                    {audits.conclusions[one]}
                  </label>
                </div>
              ))}
            </fieldset>
          </AuditAct>
        </>
      ) : null}
      {view.isAuditor && goesOn ? <Given part={part} step="hand-over" title={audits.handOver} /> : null}
      {(view.isAuditor || view.isOwner) && goesOn ? (
        <Given part={part} step="reassign" title={audits.reassign} />
      ) : null}
      {view.mayTake ? (
        <details>
          <summary>{audits.take}</summary>
          <AuditAct {...part} steps={['take']} ask={audits.reason} />
        </details>
      ) : null}
      {view.isAuditor && isOpen ? (
        <details>
          <summary>{audits.abandon}</summary>
          <AuditAct {...part} steps={['abandon']} ask={audits.reason} />
        </details>
      ) : null}
    </>
  )
}

function Given({ part, step, title }: { part: Part; step: 'hand-over' | 'reassign'; title: string }) {
  const { audits } = part.words
  return (
    <details>
      <summary>{title}</summary>
      <AuditAct {...part} steps={[step]} ask={audits.reason}>
        <AuditField view={part.view} step={step} name="to" label={audits.to} isRequired />
      </AuditAct>
    </details>
  )
}

function Steps({ words: { audits }, view }: Part) {
  return (
    <>
      <h2>{audits.steps}</h2>
      <ol class="plain-list">
        {view.steps.map((step, at) => (
          <li key={`${at} ${step.kind}`} class="card">
            <h3>
              {audits.kinds[step.kind]}
              {step.finding === null ? null : ` (${step.finding})`}
              {step.to === null ? null : `: ${step.to}`}
            </h3>
            <p class="quiet">
              {step.at}, {step.by}
            </p>
            <p class="turn__text">{step.reason}</p>
          </li>
        ))}
      </ol>
    </>
  )
}
