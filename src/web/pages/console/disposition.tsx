import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { Field } from '../../console/field.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { Alert } from '../../parts/alert.tsx'

export function Disposition({ words, frame, view }: PageProps<'console-disposition'>) {
  const { dispositions, reason, required } = words.console
  const count = (number: number): string => countText(number, frame.language)
  const csrf = <CsrfField token={frame.person?.csrf ?? ''} />
  const path = `/console/dispositions/${view.id}`
  const facts: readonly (readonly [string, string])[] = [
    [dispositions.status, dispositions.states[view.status]],
    [dispositions.records, count(view.exchanges)],
    [dispositions.entries, count(view.entries)],
    [dispositions.cutoff, view.cutoff],
    [dispositions.authority, view.citation],
    ...(view.schedule === null ? [] : [[dispositions.schedule, view.schedule] as const]),
    [dispositions.proposed, `${view.proposed}, ${view.proposedBy}`],
    [reason, view.reason],
    ...(view.finished === null ? [] : [[dispositions.finished, view.finished] as const]),
    [dispositions.digest, view.digest],
  ]
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={dispositions.oneTitle(view.rule)}>
      <Alert kind="info">
        <p>{dispositions.oneLead[view.status]}</p>
        {view.kept === 0 ? null : <p>{dispositions.kept(count(view.kept))}</p>}
      </Alert>
      {view.status === 'destroying' ? (
        <p>
          <a href={path}>{dispositions.reload}</a>
        </p>
      ) : null}
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{dispositions.approvals}</h2>
      {view.approvals.length === 0 ? (
        <p>{dispositions.approvalsNone}</p>
      ) : (
        <ul>
          {view.approvals.map(({ by, role, at }) => (
            <li key={by}>{dispositions.approval(by, role, at)}</li>
          ))}
        </ul>
      )}
      {view.mayApprove ? (
        <form class="actions" method="post" action={`${path}/approvals`}>
          {csrf}
          <input type="hidden" name="digest" value={view.digest} />
          <button class="usa-button" type="submit">
            {dispositions.approve}
          </button>
        </form>
      ) : null}
      {view.mayRun ? (
        <form class="actions" method="post" action={`${path}/run`}>
          {csrf}
          <button class="usa-button" type="submit" aria-describedby="run-warn">
            {dispositions.run}
          </button>
          <span id="run-warn">{dispositions.runWarn}</span>
        </form>
      ) : null}
      {view.mayWithdraw ? (
        <form class="usa-form" method="post" action={`${path}/withdrawal`}>
          {csrf}
          <Field id="withdraw-reason" name="reason" label={`${reason} ${required}`} required />
          <button class="usa-button usa-button--outline" type="submit">
            {dispositions.withdraw}
          </button>
        </form>
      ) : null}
    </ConsoleLayout>
  )
}
