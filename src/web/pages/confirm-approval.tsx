import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { RequestFacts, Terms } from '../parts/request-line.tsx'
import { Said } from '../parts/said.tsx'
import { StepUp } from '../parts/step-up.tsx'

/** What an approval changes, shown before it is signed: what is signed is exactly this (MS-56, MS-65). */
export function ConfirmApproval({ words, frame, view }: PageProps<'confirm-approval'>) {
  const { approvals } = words
  const csrf = frame.person?.csrf ?? ''
  const mayConfirm = view.problems.length === 0 && view.stepUp === null
  return (
    <Layout words={words} frame={frame} title={approvals.confirmTitle}>
      <p class="lead">{approvals.confirmLead(approvals.seats[view.seat])}</p>
      {view.problems.length === 0 ? null : (
        <Alert kind="error" title={approvals.problemsTitle} isUrgent>
          <p>{approvals.problemsLead}</p>
          <ul>
            {view.problems.map((problem) => (
              <li key={problem}>
                <Said words={words}>{problem}</Said>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {view.stepUp === null ? null : <StepUp words={words} csrf={csrf} back={view.line.href} view={view.stepUp} />}
      <RequestFacts words={words} line={view.line} />
      <h2>{approvals.termsTitle}</h2>
      <Terms words={words} terms={view.terms} />
      <h2>{approvals.changeTitle}</h2>
      {view.change === null ? (
        <p>{approvals.noChange}</p>
      ) : (
        <>
          <p>{view.isLast ? approvals.confirmLast : approvals.confirmNotLast}</p>
          <div class="change" lang="en">
            {view.change.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        </>
      )}
      <h2>{approvals.reason}</h2>
      <p class="typed">{view.reason}</p>
      {mayConfirm ? (
        <form method="post" action={`${view.line.href}/confirm`}>
          <CsrfField token={csrf} />
          <input type="hidden" name="return" value={view.line.href} />
          {Object.entries(view.fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <p class="quiet digest">
            {approvals.digest}: <code>{view.digest}</code>
          </p>
          <div class="actions">
            <button class="usa-button" type="submit">
              {approvals.confirm}
            </button>
          </div>
        </form>
      ) : null}
      <p>
        <a href={view.line.href}>{approvals.back}</a>
      </p>
    </Layout>
  )
}
