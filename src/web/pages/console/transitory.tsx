import { ConsoleLayout } from '../../console/console-layout.tsx'
import { Field, SelectField } from '../../console/field.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'

export function Transitory({ words, frame, view }: PageProps<'console-transitory'>) {
  const { transitory, reason, required } = words.console
  const csrf = <CsrfField token={frame.person?.csrf ?? ''} />
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={transitory.title}>
      <p>{transitory.lead}</p>
      {view.statements.length === 0 ? <p>{transitory.none}</p> : null}
      <ul class="cards">
        {view.statements.map((statement) => (
          <li key={statement.exchange}>
            <h2>{transitory.of(statement.unit, statement.at)}</h2>
            <p>
              <strong>{transitory.states[statement.state]}</strong>. {transitory.ended} {statement.endedOn}.
            </p>
            <p>{statement.reason}</p>
            {statement.given.length === 0 ? null : (
              <ul>
                {statement.given.map(({ as, agrees, reason: why }) => (
                  <li key={as}>
                    {transitory.seats[as] ?? as} {agrees ? transitory.agreed : transitory.disagreed}: {why}
                  </li>
                ))}
              </ul>
            )}
            {statement.seats.map((seat) => (
              <form
                key={seat}
                class="usa-form"
                method="post"
                action={`/console/transitory/${statement.exchange}/confirmations`}
              >
                {csrf}
                <input type="hidden" name="as" value={seat} />
                <SelectField
                  id={`agrees-${seat}-${statement.exchange}`}
                  name="agrees"
                  label={transitory.confirmAs(transitory.seats[seat] ?? seat)}
                  choices={[
                    { value: 'no', label: transitory.disagree },
                    { value: 'yes', label: transitory.agree },
                  ]}
                />
                <Field
                  id={`confirm-${seat}-${statement.exchange}`}
                  name="reason"
                  label={`${reason} ${required}`}
                  required
                />
                <button class="usa-button" type="submit">
                  {transitory.go}
                </button>
              </form>
            ))}
            {statement.mayReverse ? (
              <details>
                <summary>{transitory.reverse}</summary>
                <form class="usa-form" method="post" action={`/console/transitory/${statement.exchange}/reversal`}>
                  {csrf}
                  <Field id={`reverse-${statement.exchange}`} name="reason" label={`${reason} ${required}`} required />
                  <button class="usa-button usa-button--outline" type="submit">
                    {transitory.reverse}
                  </button>
                </form>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    </ConsoleLayout>
  )
}
