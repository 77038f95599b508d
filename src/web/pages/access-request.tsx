import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { CitedAssessments } from '../parts/cited-assessments.tsx'
import { DecideForm } from '../parts/decide-form.tsx'
import { RequestFacts, RequestStatusLine, Terms } from '../parts/request-line.tsx'
import { Said } from '../parts/said.tsx'
import { TextField } from '../parts/text-field.tsx'
import { WhatNext, WhyNot } from '../parts/told.tsx'

type Props = PageProps<'access-request'>

/** Clauses MS-37, MS-56: one request, from whoever asks to the catalog, and what somebody may decide about it. */
export function AccessRequest(props: Props) {
  const { words, frame, view } = props
  const { approvals } = words
  return (
    <Layout words={words} frame={frame} title={approvals.title(view.line.system)}>
      {view.done === null ? null : (
        <Alert kind="success">
          <p>{approvals.done[view.done]}</p>
        </Alert>
      )}
      {view.stale === null ? null : (
        <Alert kind="warning" title={approvals.staleTitle} isUrgent>
          <p>{approvals.staleLead}</p>
          <WhyNot words={words} told={view.stale} />
          <WhatNext words={words} told={view.stale} />
          <ul>
            {view.stale.lines.map((line) => (
              <li key={line}>
                <Said words={words}>{line}</Said>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <RequestStatusLine words={words} line={view.line} />
      <Progress {...props} />
      <RequestFacts words={words} line={view.line} />
      <h2>{approvals.termsTitle}</h2>
      <Terms words={words} terms={view.terms} />
      {view.successor === null ? null : (
        <p>{approvals.successor(view.successor.model, view.successor.upstreamModel, view.successor.from)}</p>
      )}
      <Differences {...props} />
      <Risks {...props} />
      <RestsOn {...props} />
      {view.decide === null ? null : <DecideForm {...props} decide={view.decide} />}
      <OwnSteps {...props} />
      {view.canRevoke ? <ReasonForm {...props} decision="revoke" revision={view.steps.length} /> : null}
      <Steps {...props} />
      <p>
        <a href="/catalog/requests">{approvals.list}</a>
      </p>
    </Layout>
  )
}

function Progress({ words: { approvals }, view }: Props) {
  return (
    <section aria-labelledby="progress-title">
      <h2 id="progress-title">{approvals.progressTitle}</h2>
      <ol class="progress">
        {view.progress.map(({ name, state, by, at }) => (
          <li key={name} class={`progress__${state}`} aria-current={state === 'now' ? 'step' : undefined}>
            <strong>{name === 'asked' || name === 'listed' ? approvals.progress[name] : approvals.seats[name]}</strong>
            <span>{approvals.state[state]}</span>
            {by === null ? null : <span>{by}</span>}
            {at === null ? null : <span class="quiet">{at}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Differences({ words: { approvals }, view }: Props) {
  if (view.differences.length === 0) return null
  const names: Readonly<Record<string, string | undefined>> = approvals.fields
  return (
    <section aria-labelledby="differences-title">
      <h2 id="differences-title">{approvals.differencesTitle}</h2>
      <dl class="differences">
        {view.differences.map(({ what, before, after }) => (
          <div key={what}>
            <dt>{names[what] ?? what}</dt>
            <dd>
              {approvals.was}: <del>{before === '' ? approvals.nothing : before}</del>
            </dd>
            <dd>
              {approvals.is}: <ins>{after === '' ? approvals.nothing : after}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Risks({ words: { approvals }, view }: Props) {
  const risks: Readonly<Record<string, string | undefined>> = approvals.risks
  return (
    <section aria-labelledby="risks-title">
      <h2 id="risks-title">{approvals.risksTitle}</h2>
      <p>{view.risks.length === 0 ? approvals.noRisks : approvals.risksLead}</p>
      {view.risks.length === 0 ? null : (
        <ul>
          {view.risks.map((risk) => (
            <li key={risk}>{risks[risk] ?? risk}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Clause MS-49: whoever signs can read what they rest on. */
function RestsOn({ words, view }: Props) {
  const { assessments } = words
  if (view.assessments.length === 0) return null
  return (
    <section aria-labelledby="rests-title">
      <h2 id="rests-title">{assessments.restsOn}</h2>
      {view.decide === null ? null : <p>{assessments.restsOnLead}</p>}
      <CitedAssessments words={words} cited={view.assessments} />
    </section>
  )
}

function OwnSteps(props: Props) {
  const { words, view } = props
  const { approvals } = words
  const { own } = view
  if (own === null || !(own.canChange || own.canWithdraw)) return null
  return (
    <section aria-labelledby="own-title">
      <h2 id="own-title">{approvals.ownTitle}</h2>
      {own.canChange ? (
        <p>
          <a class="usa-button" href={`${view.line.href}/change`}>
            {approvals.change}
          </a>
        </p>
      ) : null}
      {own.canWithdraw ? <ReasonForm {...props} decision="withdraw" revision={own.revision} /> : null}
    </section>
  )
}

/** A step that needs nothing but a reason. */
function ReasonForm({
  words,
  frame,
  view,
  decision,
  revision,
}: Props & { decision: 'withdraw' | 'revoke'; revision: number }) {
  const { approvals } = words
  return (
    <details open={view.isReasonMissing}>
      <summary>{decision === 'withdraw' ? approvals.withdrawTitle : approvals.revokeTitle}</summary>
      <form class="usa-form" method="post" action={`${view.line.href}/decide`}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <input type="hidden" name="return" value={view.line.href} />
        <input type="hidden" name="revision" value={revision} />
        <input type="hidden" name="decision" value={decision} />
        {decision === 'revoke' ? <p>{approvals.revokeLead}</p> : null}
        <TextField
          name="reason"
          label={approvals.reason}
          value=""
          maxLength={2000}
          rows={2}
          error={view.isReasonMissing ? approvals.missing.reason : undefined}
        />
        <button class="usa-button usa-button--secondary" type="submit">
          {approvals[decision]}
        </button>
      </form>
    </details>
  )
}

function Steps({ words, view }: Props) {
  const { approvals } = words
  return (
    <section aria-labelledby="steps-title">
      <h2 id="steps-title">{approvals.stepsTitle}</h2>
      <ol class="plain-list">
        {view.steps.map((step) => (
          <li key={`${step.at}${step.kind}${step.seat}`}>
            <strong>{approvals.steps[step.kind]}</strong> {step.by}
            {step.seat === null ? '' : `, ${approvals.as(approvals.seats[step.seat])}`}
            {step.isInPlaceOfAnother ? `, ${approvals.inPlace}` : ''}, {step.at} ({approvals.version(step.version)}
            {step.isSigned ? `; ${approvals.signed}` : ''})
            <br />
            {approvals.reason}: <span class="typed">{step.reason}</span>
          </li>
        ))}
      </ol>
      {view.faults.length === 0 && view.steps.some(({ isSigned }) => isSigned) ? (
        <>
          <h3>{approvals.soundTitle}</h3>
          <p>{approvals.sound}</p>
        </>
      ) : null}
      {view.faults.length === 0 ? null : (
        <Alert kind="error" title={approvals.soundTitle} level={3}>
          <p>{approvals.unsound}</p>
          <ul>
            {view.faults.map((fault) => (
              <li key={fault}>
                <Said words={words}>{fault}</Said>
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </section>
  )
}
