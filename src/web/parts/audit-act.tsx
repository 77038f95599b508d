import type { ComponentChildren } from 'preact'
import { CsrfField } from '../frame/csrf-field.tsx'
import type { PageProps } from '../page-props.ts'

type Page = Pick<PageProps<'audit'>, 'words' | 'frame' | 'view'>
export type Act = keyof Page['words']['audits']['acts']

export interface AuditActProps extends Page {
  /** The first is what its form is called by; each is a button. */
  readonly steps: readonly Act[]
  readonly finding?: string
  /** What is asked for in words. */
  readonly ask: string
  readonly children?: ComponentChildren
}

/** One step of an audit: what it needs, why, and its button. What was written stays where it was refused. */
export function AuditAct({ words: { audits }, frame, view, steps, finding, ask, children }: AuditActProps) {
  const id = idOf(steps[0]!, finding)
  return (
    <form class="usa-form" method="post" action={`/oversight/audits/${view.number}`}>
      <CsrfField token={frame.person?.csrf ?? ''} />
      <input type="hidden" name="version" value={view.version} />
      {finding === undefined ? null : <input type="hidden" name="finding" value={finding} />}
      {children}
      <label class="usa-label" for={id}>
        {ask}
      </label>
      <textarea class="usa-textarea" id={id} name="reason" rows={3} required maxLength={10_000}>
        {valueOf(view, steps, finding, 'reason')}
      </textarea>
      <div class="actions">
        {steps.map((step, at) => (
          <button
            key={step}
            class={at === 0 ? 'usa-button' : 'usa-button usa-button--outline'}
            type="submit"
            name="step"
            value={step}
          >
            {audits.acts[step]}
          </button>
        ))}
      </div>
    </form>
  )
}

export interface AuditFieldProps extends Pick<Page, 'view'> {
  readonly step: Act
  readonly finding?: string
  readonly name: 'to' | 'owner' | 'due'
  readonly label: string
  readonly hint?: string
  readonly isRequired?: boolean
  readonly max?: string
}

/** One more thing that a step needs: a person’s address, or a day. */
export function AuditField({ view, step, finding, name, label, hint, isRequired = false, max }: AuditFieldProps) {
  const id = `${name}-${idOf(step, finding)}`
  const shared = {
    ...{ class: 'usa-input', id, name, required: isRequired, value: valueOf(view, [step], finding, name) },
    'aria-describedby': hint === undefined ? undefined : `${id}-hint`,
  } as const
  return (
    <>
      <label class="usa-label" for={id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <span class="usa-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {name === 'due' ? (
        <input type="date" max={max} {...shared} />
      ) : (
        <input type="email" maxLength={320} {...shared} />
      )}
    </>
  )
}

const idOf = (step: string, finding: string | undefined): string =>
  finding === undefined ? `act-${step}` : `act-${step}-${finding}`

/** What was sent with this very form, and refused. */
function valueOf({ values }: Page['view'], steps: readonly Act[], finding: string | undefined, name: string): string {
  const isThis = steps.some((step) => step === values['step']) && (values['finding'] ?? '') === (finding ?? '')
  return isThis ? (values[name] ?? '') : ''
}
