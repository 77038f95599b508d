import { WIZARD_STEPS, type WizardView } from '../../../../pages/production-views.ts'
import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { countText } from '../../../console/count-text.ts'
import { Field, SelectField } from '../../../console/field.tsx'
import { CsrfField } from '../../../frame/csrf-field.tsx'
import type { PageProps } from '../../../page-props.ts'
import { FormFault } from '../requests/form-fault.tsx'
import { CheckBox } from '../requests/request-step.tsx'

type Props = PageProps<'console-production-new'>

/** A page of the wizard: it asks one thing, and its address says everything that was said before. */
export function Wizard(props: Props) {
  const { words, frame, view } = props
  const { wizard } = words.productions
  const at = WIZARD_STEPS.indexOf(view.step)
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={wizard.title[view.step]}>
      <p class="quiet">{wizard.step(at + 1, WIZARD_STEPS.length)}</p>
      <FormFault words={words} title={wizard.error} error={view.error} />
      {view.step === 'scope' ? <ScopeStep {...props} /> : null}
      {view.step === 'exemptions' ? <ExemptionsStep {...props} /> : null}
      {view.step === 'formats' ? <FormatsStep {...props} /> : null}
      {view.step === 'check' ? <CheckStep {...props} /> : null}
      {view.back === null ? null : (
        <p>
          <a href={view.back} rel="prev">
            {wizard.back}
          </a>
        </p>
      )}
    </ConsoleLayout>
  )
}

function ScopeStep({ words, view }: Props) {
  const { productions } = words
  const { wizard } = productions
  if (view.requests.length === 0)
    return (
      <>
        <p>{wizard.requestNone}</p>
        <p>
          <a href="/console/requests">{wizard.toRequests}</a>
        </p>
      </>
    )
  return (
    <form class="usa-form" method="get" action="/console/productions/new">
      <input type="hidden" name="step" value="exemptions" />
      <Said view={view} except={['request', 'mode', 'reason']} />
      <SelectField id="request" label={wizard.request} choices={view.requests} value={view.values.request} required />
      <SelectField
        id="mode"
        label={productions.mode}
        choices={view.modes.map((value) => ({ value, label: productions.modes[value] ?? value }))}
        value={view.values.mode}
        required
      />
      <Field
        id="reason"
        label={`${words.requests.fields['reason']} ${words.console.required}`}
        value={view.values.reason}
        required
      />
      <button class="usa-button" type="submit">
        {wizard.next}
      </button>
    </form>
  )
}

function ExemptionsStep({ words, frame, view }: Props) {
  const { wizard } = words.productions
  const { codings } = words.requests
  const { scope } = view
  const count = (number: number): string => countText(number, frame.language)
  if (scope === null) return null
  return (
    <>
      <h2>{wizard.counts}</h2>
      <ul>
        {scope.counts.map((one) => (
          <li key={one.coding}>
            <a href={one.href}>{`${codings[one.coding] ?? one.coding}: ${count(one.count)}`}</a>
          </li>
        ))}
      </ul>
      <Uncoded words={words} frame={frame} view={view} />
      <h2>{wizard.exempt}</h2>
      {scope.exempt.length === 0 ? (
        <p>{wizard.exemptNone}</p>
      ) : (
        <ul>
          {scope.exempt.map((one) => (
            <li key={one.exemption}>
              <span lang="en">{one.exemption}</span>: {count(one.count)}
            </li>
          ))}
        </ul>
      )}
      <p>{wizard.places}</p>
      <form method="get" action="/console/productions/new">
        <input type="hidden" name="step" value="formats" />
        <Said view={view} except={[]} />
        <button class="usa-button" type="submit">
          {wizard.next}
        </button>
      </form>
    </>
  )
}

function Uncoded({ words, frame, view }: Props) {
  const { wizard } = words.productions
  const uncoded = view.scope?.uncoded ?? 0
  if (uncoded === 0) return <p>{wizard.uncodedNone}</p>
  return (
    <p>
      <strong>{wizard.uncoded(countText(uncoded, frame.language))}</strong>{' '}
      <a href={`/console/requests/${view.request?.id}/next`}>{wizard.review}</a>
    </p>
  )
}

function FormatsStep({ words, view }: Props) {
  const { wizard } = words.productions
  return (
    <>
      <p>{wizard.files}</p>
      <form class="usa-form" method="get" action="/console/productions/new">
        <input type="hidden" name="step" value="check" />
        <input type="hidden" name="formats" value="1" />
        <Said view={view} except={['prefix', 'bom', 'plan', 'formats']} />
        <Field id="prefix" label={wizard.prefix} hint={wizard.prefixHint} value={view.values.prefix} maxLength={30} />
        <CheckBox id="bom" name="bom" label={wizard.bom} isChecked={view.values.bom} />
        <CheckBox id="plan" name="plan" label={wizard.plan} isChecked={view.values.plan} />
        <p>{wizard.planHint}</p>
        <button class="usa-button" type="submit">
          {wizard.next}
        </button>
      </form>
    </>
  )
}

function CheckStep({ words, frame, view }: Props) {
  const { productions } = words
  const { wizard } = productions
  const { scope, values, request } = view
  const count = (number: number): string => countText(number, frame.language)
  if (scope === null || request === null) return null
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{wizard.request}</dt>
          <dd>{request.number}</dd>
        </div>
        <div>
          <dt>{productions.mode}</dt>
          <dd>{productions.modes[values.mode] ?? values.mode}</dd>
        </div>
        {scope.counts.map((one) => (
          <div key={one.coding}>
            <dt>
              {one.coding === 'records' ? productions.records : (words.requests.codings[one.coding] ?? one.coding)}
            </dt>
            <dd>{count(one.count)}</dd>
          </div>
        ))}
      </dl>
      <p>{values.plan ? wizard.planGoes : wizard.planStays}</p>
      <p>{wizard.people(count(scope.people))}</p>
      <p>{scope.isHeld ? wizard.held : wizard.notHeld}</p>
      <Uncoded words={words} frame={frame} view={view} />
      {scope.sample.length === 0 ? null : (
        <>
          <h2>{wizard.sample}</h2>
          <ul>
            {scope.sample.map(({ exchange, index }) => (
              <li key={exchange}>
                <a href={`/console/requests/${request.id}/records/${exchange}`}>
                  {`${words.requests.scope.entry} ${count(index)}`}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{wizard.frozen}</p>
      <form method="post" action="/console/productions">
        <CsrfField token={frame.person?.csrf ?? ''} />
        <Said view={view} except={[]} />
        <button class="usa-button" type="submit">
          {wizard.make}
        </button>
      </form>
    </>
  )
}

/** What was said on other pages goes on with this one. */
function Said({ view, except }: { readonly view: WizardView; readonly except: readonly string[] }) {
  const { request, mode, prefix, bom, plan, reason } = view.values
  const marks = { ...(bom ? { bom: 'yes' } : {}), ...(plan ? { plan: 'yes' } : {}) }
  const said = { request, mode, reason, prefix, formats: '1', ...marks }
  return (
    <>
      {Object.entries(said)
        .filter(([name]) => !except.includes(name))
        .map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
    </>
  )
}
