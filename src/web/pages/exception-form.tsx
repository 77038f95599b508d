import type { Choice } from '../../pages/catalog-views.ts'
import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { ChoiceField } from '../parts/choice-field.tsx'
import { Said } from '../parts/said.tsx'
import { StepUp } from '../parts/step-up.tsx'
import { TextField } from '../parts/text-field.tsx'

type Page = PageProps<'exception-form'>

/** One exception: filled in, shown as it would be signed, signed. */
export function ExceptionForm({ words, frame, view }: Page) {
  const { exceptions } = words
  const csrf = frame.person?.csrf ?? ''
  const { typed } = view
  return (
    <Layout words={words} frame={frame} title={exceptions.make}>
      {view.problems.length === 0 ? null : (
        <Alert kind="error" isUrgent>
          <ul>
            {view.problems.map((problem) => (
              <li key={problem}>
                <Said words={words}>{problem}</Said>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {view.stepUp === null ? null : <StepUp words={words} csrf={csrf} back="/exceptions/new" view={view.stepUp} />}
      {view.preview === null ? null : <Sign words={words} csrf={csrf} preview={view.preview} />}
      <p class="lead">{exceptions.makeLead(view.maxDays)}</p>
      <form class="usa-form" method="post" action="/exceptions/preview">
        <CsrfField token={csrf} />
        <ChoiceField
          name="rule"
          label={exceptions.rule}
          choices={view.rules.map(({ value }) => ({
            value,
            label: exceptions.rules[value as keyof typeof exceptions.rules] ?? value,
          }))}
          chosen={typed.rule ?? ''}
          none={words.policy.choose}
          isRequired
        />
        <ChoiceField
          name="issuer"
          label={words.policy.caseFields.issuer}
          choices={view.issuers}
          chosen={typed.issuer ?? ''}
          none={words.policy.choose}
          isRequired
          isPolicyText
        />
        <TextField
          name="subjects"
          label={exceptions.people}
          hint={exceptions.peopleHint}
          value={typed.subjects ?? ''}
          rows={3}
          maxLength={2_000}
        />
        <Boxes
          legend={exceptions.systems}
          prefix="system"
          choices={view.systems}
          chosen={view.chosen.systems}
          isPolicyText
        />
        <Boxes legend={exceptions.purposes} prefix="purpose" choices={view.purposes} chosen={view.chosen.purposes} />
        <ChoiceField
          name="maxClass"
          label={exceptions.maxClassField}
          choices={view.classes}
          chosen={typed.maxClass ?? ''}
          none={words.policy.notStated}
        />
        <TextField name="reason" label={exceptions.reason} value={typed.reason ?? ''} rows={4} maxLength={5_000} />
        <label class="usa-label" for="until">
          {exceptions.until}
        </label>
        <input class="usa-input" type="date" id="until" name="until" required value={typed.until ?? ''} />
        <TextField
          name="reference"
          label={exceptions.reference}
          hint={exceptions.referenceHint}
          value={typed.reference ?? ''}
          maxLength={200}
        />
        <button class="usa-button usa-button--outline" type="submit">
          {exceptions.preview}
        </button>
      </form>
      <p>
        <a href="/exceptions">{exceptions.title}</a>
      </p>
    </Layout>
  )
}

interface BoxesProps {
  readonly legend: string
  readonly prefix: string
  readonly choices: readonly Choice[]
  readonly chosen: readonly string[]
  readonly isPolicyText?: boolean
}

function Boxes({ legend, prefix, choices, chosen, isPolicyText = false }: BoxesProps) {
  return (
    <fieldset class="usa-fieldset">
      <legend class="usa-legend">{legend}</legend>
      {choices.map(({ value, label }) => (
        <div class="usa-checkbox" key={value}>
          <input
            class="usa-checkbox__input"
            type="checkbox"
            id={`${prefix}-${value}`}
            name={`${prefix}-${value}`}
            value="yes"
            checked={chosen.includes(value)}
          />
          <label class="usa-checkbox__label" for={`${prefix}-${value}`} lang={isPolicyText ? 'en' : undefined}>
            {label}
          </label>
        </div>
      ))}
    </fieldset>
  )
}

function Sign({
  words: { exceptions, approvals },
  csrf,
  preview,
}: {
  words: Page['words']
  csrf: string
  preview: NonNullable<Page['view']['preview']>
}) {
  return (
    <section aria-labelledby="sign">
      <h2 id="sign">{exceptions.sign}</h2>
      <dl class="facts">
        {preview.lines.map(([name, value]) => (
          <div key={name}>
            <dt>{exceptions.lines[name as keyof typeof exceptions.lines]}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <form method="post" action="/exceptions">
        <CsrfField token={csrf} />
        <input type="hidden" name="return" value="/exceptions/new" />
        {Object.entries(preview.fields)
          .filter(([name]) => name !== 'return')
          .map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        <input type="hidden" name="digest" value={preview.digest} />
        <p class="quiet digest">
          {approvals.digest}: <code>{preview.digest}</code>
        </p>
        <button class="usa-button" type="submit">
          {approvals.confirm}
        </button>
      </form>
    </section>
  )
}
