import type { DecideView } from '../../pages/approval-views.ts'
import { CsrfField } from '../frame/csrf-field.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from './alert.tsx'
import { ChoiceField } from './choice-field.tsx'
import { StepUp } from './step-up.tsx'
import { TextField } from './text-field.tsx'

const DECISIONS = ['approve', 'return', 'deny'] as const

/** Clauses MS-48, MS-56: approve, with conditions or without, return or deny; always with a reason. */
export function DecideForm({ words, frame, view, decide }: PageProps<'access-request'> & { decide: DecideView }) {
  const { approvals } = words
  const csrf = frame.person?.csrf ?? ''
  const typed = (name: string): string => decide.typed[name] ?? ''
  const error = (name: 'reason' | 'decision' | 'until'): string | undefined =>
    decide.missing.includes(name) ? approvals.missing[name] : undefined
  const chosen = typed('decision')
  return (
    <section aria-labelledby="decide-title">
      <h2 id="decide-title">{approvals.decideTitle(approvals.seats[decide.seat])}</h2>
      {decide.missing.length === 0 ? null : (
        <Alert kind="error" title={approvals.incomplete} level={3} isUrgent>
          <ul>
            {decide.missing.map((name) => (
              <li key={name}>
                <a href={name === 'decision' ? '#decision-approve' : `#${name}`}>{approvals.missing[name]}</a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {decide.stepUp === null ? null : <StepUp words={words} csrf={csrf} back={view.line.href} view={decide.stepUp} />}
      <form class="usa-form" method="post" action={`${view.line.href}/decide`}>
        <CsrfField token={csrf} />
        <input type="hidden" name="return" value={view.line.href} />
        <input type="hidden" name="revision" value={decide.revision} />
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">{approvals.decision}</legend>
          {error('decision') === undefined ? null : <span class="usa-error-message">{error('decision')}</span>}
          {DECISIONS.filter((decision) => decision !== 'approve' || decide.stepUp === null).map((decision) => (
            <div class="usa-radio" key={decision}>
              <input
                class="usa-radio__input"
                type="radio"
                id={`decision-${decision}`}
                name="decision"
                value={decision}
                checked={chosen === decision}
                required
              />
              <label class="usa-radio__label" for={`decision-${decision}`}>
                {approvals.decisions[decision]}
              </label>
            </div>
          ))}
        </fieldset>
        <TextField
          name="reason"
          label={approvals.reasonLabel}
          hint={approvals.reasonHint}
          value={typed('reason')}
          rows={3}
          maxLength={2000}
          error={error('reason')}
        />
        {decide.stepUp === null ? <Conditions words={words} decide={decide} error={error('until')} /> : null}
        <p class="quiet">{approvals.goHint}</p>
        <button class="usa-button" type="submit">
          {approvals.go}
        </button>
      </form>
    </section>
  )
}

function Conditions({
  words: { approvals, catalog },
  decide,
  error,
}: {
  words: PageProps<'access-request'>['words']
  decide: DecideView
  error: string | undefined
}) {
  const typed = (name: string): string => decide.typed[name] ?? ''
  return (
    <fieldset class="usa-fieldset">
      <legend class="usa-legend">{approvals.conditionsTitle}</legend>
      <p class="usa-hint">{approvals.conditionsHint}</p>
      <ChoiceField
        name="who"
        label={approvals.who}
        choices={decide.whos.map((who) => ({ value: who, label: approvals.whos[who] }))}
        chosen={typed('who')}
        none={catalog.choose}
      />
      <ChoiceField
        name="class"
        label={approvals.dataClass}
        choices={decide.classes}
        chosen={typed('class')}
        none={catalog.choose}
      />
      <ChoiceField
        name="mode"
        label={approvals.decisionMode}
        choices={decide.modes.map((mode) => ({ value: mode, label: approvals.modes[mode] }))}
        chosen={typed('mode')}
        none={catalog.choose}
      />
      <div class={error === undefined ? 'usa-form-group' : 'usa-form-group usa-form-group--error'}>
        <label class="usa-label" for="until">
          {approvals.until}
        </label>
        {error === undefined ? null : (
          <span class="usa-error-message" id="until-error">
            {error}
          </span>
        )}
        <input
          class="usa-input"
          type="date"
          id="until"
          name="until"
          value={typed('until')}
          max={decide.latest}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? undefined : 'until-error'}
        />
      </div>
    </fieldset>
  )
}
