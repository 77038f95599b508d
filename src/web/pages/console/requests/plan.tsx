import type { PlanView } from '../../../../pages/request-views.ts'
import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { countText } from '../../../console/count-text.ts'
import { Field, SelectField } from '../../../console/field.tsx'
import { CsrfField } from '../../../frame/csrf-field.tsx'
import type { PageProps } from '../../../page-props.ts'
import { FormFault } from './form-fault.tsx'

type Props = PageProps<'console-plan'>

/** What a request’s search looks for: its lines, the people they name, and a form for one more. */
export function Plan(props: Props) {
  const { words, frame, view } = props
  const { plan, back } = words.requests
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={plan.title(view.request.number)}>
      <p>
        <a href={pathOf(view)}>{back(view.request.number)}</a>
      </p>
      <p>{plan.lead}</p>
      {view.lines.length === 0 ? <p>{plan.none}</p> : null}
      <ul class="cards">
        {view.lines.map((line) => (
          <li key={line.id}>
            <h2>{plan.line(line.id)}</h2>
            <dl class="facts">
              <div>
                <dt>{plan.query}</dt>
                <dd>{line.query === '' ? words.console.none : <code>{line.query}</code>}</dd>
              </div>
              <div>
                <dt>{plan.names}</dt>
                <dd>{line.names.length === 0 ? words.console.none : line.names.join(', ')}</dd>
              </div>
              <div>
                <dt>{plan.by}</dt>
                <dd>{line.by.length === 0 ? plan.anybody : line.by.join(', ')}</dd>
              </div>
            </dl>
            {view.mayWrite && view.lines.length > 1 ? (
              <form class="inline-form" method="post" action={`${pathOf(view)}/plan/removals`}>
                <CsrfField token={frame.person?.csrf ?? ''} />
                <input type="hidden" name="line" value={line.id} />
                <Field id={`remove-${line.id}`} name="reason" label={plan.reason} maxLength={500} required />
                <button class="usa-button usa-button--outline" type="submit">
                  {plan.remove(line.id)}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      <Persons {...props} />
      {view.mayRun ? <RunForm {...props} /> : null}
      {view.mayWrite ? <LineForm {...props} /> : null}
    </ConsoleLayout>
  )
}

function pathOf({ request }: PlanView): string {
  return `/console/requests/${request.id}`
}

function Persons({ words, frame, view }: Props) {
  const { plan } = words.requests
  return (
    <>
      {view.persons.length === 0 ? null : (
        <>
          <h2>{plan.persons}</h2>
          <ul class="cards">
            {view.persons.map((person) => (
              <li key={person.id}>
                <h3>{person.id}</h3>
                <p>
                  {plan.accounts}: {[...person.accounts, ...person.names].join(', ')}
                </p>
                {person.units.length + person.clients.length === 0 ? null : (
                  <p>
                    {plan.seen}: {[...person.units, ...person.clients].join(', ')}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {view.proposals.length === 0 ? null : (
        <>
          <h2>{plan.proposals}</h2>
          <p>{plan.proposalsLead}</p>
          <ul class="cards">
            {view.proposals.map(({ person, account, why }) => (
              <li key={`${person} ${account}`}>
                <p>
                  {account}: <span lang="en">{why}</span>
                </p>
                {view.mayWrite ? (
                  <form method="post" action={`${pathOf(view)}/plan/accounts`}>
                    <CsrfField token={frame.person?.csrf ?? ''} />
                    <input type="hidden" name="person" value={person} />
                    <input type="hidden" name="account" value={account} />
                    <input type="hidden" name="reason" value={why} />
                    <button class="usa-button usa-button--outline" type="submit">
                      {plan.join(account, person)}
                    </button>
                  </form>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function RunForm({ words, frame, view }: Props) {
  const { plan } = words.requests
  return (
    <section class="run" aria-labelledby="run-title">
      <h2 id="run-title">{plan.run}</h2>
      {view.isRunning ? (
        <p>{plan.running}</p>
      ) : (
        <>
          <p>{plan.runLead}</p>
          <form class="inline-form" method="post" action={`${pathOf(view)}/runs`}>
            <CsrfField token={frame.person?.csrf ?? ''} />
            <Field id="run-reason" name="reason" label={`${plan.reason} ${words.console.required}`} required />
            <button class="usa-button" type="submit">
              {plan.runGo}
            </button>
          </form>
        </>
      )}
    </section>
  )
}

function LineForm({ words, frame, view }: Props) {
  const { plan } = words.requests
  const { required, any } = words.console
  const { values, size } = view
  const action = `${pathOf(view)}/plan`
  const count = (number: number): string => countText(number, frame.language)
  return (
    <section aria-labelledby="line-title">
      <h2 id="line-title">{plan.add}</h2>
      <FormFault words={words} title={words.requests.errorTitle} error={view.error} />
      {size === null ? null : (
        <div class="run">
          <p>
            <strong>{plan.sized(count(size.entries))}</strong>
          </p>
          {size.indexed === null ? null : <p>{plan.indexed(count(size.indexed))}</p>}
          <p>{plan.sizedNote}</p>
          <form method="post" action={action}>
            <CsrfField token={frame.person?.csrf ?? ''} />
            <input type="hidden" name="step" value="write" />
            {Object.entries(values).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <button class="usa-button" type="submit">
              {plan.write}
            </button>
          </form>
        </div>
      )}
      <form class="usa-form" method="post" action={action}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <Field
          id="people"
          label={plan.people}
          hint={plan.peopleHint}
          value={values['people']}
          rows={2}
          maxLength={2000}
        />
        <SelectField id="unit" label={plan.unit} choices={view.units} value={values['unit']} none={any} />
        <Field id="from" type="date" label={plan.from} value={values['from']} />
        <Field id="to" type="date" label={plan.to} value={values['to']} />
        <Field id="words" label={plan.words} hint={plan.wordsHint} value={values['words']} maxLength={2000} />
        <Field
          id="wanted"
          label={plan.wanted}
          hint={plan.wantedHint}
          value={values['wanted']}
          rows={2}
          maxLength={2000}
        />
        <Field
          id="reason"
          label={`${plan.reason} ${required}`}
          value={values['reason']}
          rows={2}
          maxLength={200}
          required
        />
        <button class={size === null ? 'usa-button' : 'usa-button usa-button--outline'} type="submit">
          {plan.size}
        </button>
      </form>
    </section>
  )
}
