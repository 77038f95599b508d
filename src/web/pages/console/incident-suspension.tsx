import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { Field, SelectField } from '../../console/field.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { Alert } from '../../parts/alert.tsx'

/** What a suspension means, before it is ordered. */
export function IncidentSuspension({ words, frame, view }: PageProps<'console-incident-suspension'>) {
  const { suspension, one } = words.incidents
  const { found } = view
  const name = found?.isAll === true ? suspension.everything : (found?.name ?? '')
  const count = (number: number | null): string =>
    number === null ? suspension.few : countText(number, frame.language)
  const csrf = <CsrfField token={frame.person?.csrf ?? ''} />
  const action = `/console/incidents/${view.number}/suspension`
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={suspension.title(view.number)}>
      <p>{suspension.lead}</p>
      {view.choices.length === 0 ? (
        <p>{suspension.none}</p>
      ) : (
        <form class="usa-form" method="post" action={action}>
          {csrf}
          <SelectField
            id="stop"
            label={suspension.what}
            value={view.stop}
            choices={view.choices.map(({ value, label, target }) => ({
              value,
              label: target === 'all' ? suspension.targets.all : `${suspension.targets[target]}: ${label}`,
            }))}
            required
          />
          <Field id="reason" label={`${one.reason} ${words.console.required}`} value={view.reason} required />
          <button class="usa-button usa-button--outline" type="submit">
            {suspension.look}
          </button>
        </form>
      )}
      {found === null ? null : (
        <section class="run" aria-labelledby="found-title">
          <h2 id="found-title">{suspension.found(name)}</h2>
          <Alert kind="warning">
            <p>{suspension.hits(count(found.calls), count(found.people))}</p>
            {found.units.length === 0 ? null : <p>{suspension.units(found.units.join(', '))}</p>}
            {found.isAll ? <p>{suspension.meansAll}</p> : null}
            <p>{suspension.means}</p>
          </Alert>
          <form class="usa-form" method="post" action={action}>
            {csrf}
            <input type="hidden" name="step" value="order" />
            <input type="hidden" name="stop" value={view.stop} />
            <input type="hidden" name="reason" value={view.reason} />
            <button class="usa-button" type="submit">
              {suspension.order(name)}
            </button>
          </form>
        </section>
      )}
      <p>
        <a href={`/console/incidents/${view.number}`}>{one.title(view.number)}</a>
      </p>
    </ConsoleLayout>
  )
}
