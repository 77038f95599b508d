import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { countText } from '../../../console/count-text.ts'
import { Field, SelectField } from '../../../console/field.tsx'
import { CsrfField } from '../../../frame/csrf-field.tsx'
import type { PageProps } from '../../../page-props.ts'
import { Alert } from '../../../parts/alert.tsx'
import { FormFault } from './form-fault.tsx'
import { CheckBox } from './request-step.tsx'

type Props = PageProps<'console-coding'>

/** One record of a scope, and what it is: the choice has the focus, Enter records it and brings the next one. */
export function CodingPage(props: Props) {
  const { words, frame, view } = props
  const { coding, codings } = words.requests
  const { one } = words.console
  const path = `/console/requests/${view.request.id}`
  const count = (number: number): string => countText(number, frame.language)
  const title = view.sample === null ? coding.title : coding.secondTitle
  return (
    <ConsoleLayout
      words={words}
      frame={frame}
      console={view.console}
      title={title(count(view.position), count(view.of))}
    >
      <nav class="pages-nav" aria-label={words.requests.scope.caption}>
        <a href={`${path}/records`}>{coding.list}</a>
        {view.before === null ? null : (
          <a href={`${path}/records/${view.before}`} rel="prev">
            {coding.before}
          </a>
        )}
        {view.after === null ? null : (
          <a href={`${path}/records/${view.after}`} rel="next">
            {coding.after}
          </a>
        )}
      </nav>
      <FormFault words={words} title={coding.error} error={view.error} />
      {view.isAltered ? (
        <Alert kind="error" isUrgent>
          <p>{coding.altered}</p>
        </Alert>
      ) : null}
      <p role="status">
        {view.changed === null ? null : `${coding.changed(count(view.changed))} `}
        {view.uncoded === 0 ? <strong>{coding.done}</strong> : coding.left(count(view.uncoded))}{' '}
        {view.coded === null || view.sample !== null
          ? null
          : coding.isCoded(
              [codings[view.coded.coding] ?? view.coded.coding, ...view.coded.exemptions].join(', '),
              view.coded.by,
              view.coded.at,
            )}
        {view.sample?.second == null ? null : coding.second(codings[view.sample.second] ?? view.sample.second)}
      </p>
      {view.mayCode && !view.isAltered ? <CodingForm {...props} /> : null}
      <h2>{coding.asked}</h2>
      {view.said === null ? (
        <p>{view.isGone ? coding.gone : coding.unseen}</p>
      ) : (
        <ol class="said">
          {view.said.map(({ role, text }, at) => (
            <li key={`${at} ${role}`}>
              <h3>{one.roles[role] ?? role}</h3>
              <p class="said__text">{text}</p>
            </li>
          ))}
        </ol>
      )}
      {view.answer === null ? null : (
        <>
          <h2>{coding.answered}</h2>
          <p class="said__text">{view.answer}</p>
        </>
      )}
      <dl class="facts facts--columns">
        {view.facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{one.fact[name as keyof typeof one.fact] ?? name}</dt>
            <dd>{one.value[value] ?? value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a href={`/console/records/${view.exchange}`}>{coding.whole}</a>
      </p>
    </ConsoleLayout>
  )
}

function CodingForm({ words, frame, view }: Props) {
  const { coding, codings } = words.requests
  const path = `/console/requests/${view.request.id}`
  const isSecond = view.sample !== null
  const action =
    view.sample === null
      ? `${path}/records/${view.exchange}`
      : `${path}/samples/${view.sample.id}/records/${view.exchange}`
  const chosen = isSecond ? view.sample?.second : view.coded?.coding
  return (
    <form class="coding-form" method="post" action={action}>
      <CsrfField token={frame.person?.csrf ?? ''} />
      <fieldset class="usa-fieldset coding-form__choices" aria-describedby="coding-keys">
        <legend class="usa-label">{coding.legend}</legend>
        {view.codings.map((value, at) => (
          <div key={value} class="usa-radio">
            <input
              class="usa-radio__input"
              id={`coding-${value}`}
              type="radio"
              name="coding"
              value={value}
              checked={value === chosen}
              required
              autofocus={chosen == null ? at === 0 : value === chosen}
            />
            <label class="usa-radio__label" for={`coding-${value}`}>
              {codings[value] ?? value}
            </label>
          </div>
        ))}
      </fieldset>
      <p class="usa-hint" id="coding-keys">
        {coding.keys}
      </p>
      <div class="search-form__fields">
        <SelectField
          id="exemption"
          label={coding.exemption}
          choices={view.exemptions}
          value={view.coded?.exemptions[0]}
          none={words.console.none}
        />
        <SelectField
          id="another"
          label={coding.another}
          choices={view.exemptions}
          value={view.coded?.exemptions[1]}
          none={words.console.none}
        />
        <Field id="reason" label={coding.reason} value={coding.reasonDefault} required />
      </div>
      {isSecond ? null : <CheckBox id="alike" name="alike" label={coding.alike} isChecked={false} />}
      <button class="usa-button" type="submit">
        {coding.go}
      </button>
    </form>
  )
}
