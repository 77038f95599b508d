import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Addressee } from '../parts/addressee.tsx'
import { Alert } from '../parts/alert.tsx'
import { ChoiceField } from '../parts/choice-field.tsx'
import { PolicyText } from '../parts/policy-text.tsx'
import { TextField } from '../parts/text-field.tsx'

/** Clause MS-37: what somebody needs, for whom; it goes to the supervisor. */
export function AskAccess({ words, frame, view }: PageProps<'ask-access'>) {
  const { access } = words
  const typed = (name: string): string => view.typed[name] ?? ''
  const error = (name: 'tool' | 'need' | 'purpose' | 'class' | 'who'): string | undefined =>
    view.missing.includes(name) ? access.missing[name] : undefined
  const named = (['tool', 'need', 'purpose', 'class', 'who'] as const).filter((name) => view.missing.includes(name))
  return (
    <Layout
      words={words}
      frame={frame}
      title={
        view.change !== null
          ? words.approvals.changeTitleOwn
          : view.system === null
            ? access.unlistedTitle
            : access.title
      }
    >
      {named.length === 0 ? null : (
        <Alert kind="error" title={access.incomplete} isUrgent>
          <ul>
            {named.map((name) => (
              <li key={name}>
                <a href={`#${name}`}>{access.missing[name]}</a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <p class="lead">
        {view.system === null ? (
          access.unlistedLead
        ) : (
          <>
            {access.lead}{' '}
            <a href={view.system.href}>
              <PolicyText>{view.system.label}</PolicyText>
            </a>
          </>
        )}
      </p>
      <p>
        {access.goesTo} <Addressee to={view.to} />
      </p>
      <form class="usa-form" method="post" action={view.action}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <input type="hidden" name="return" value={view.action} />
        <input type="hidden" name="form" value={view.form} />
        {view.change === null ? null : <input type="hidden" name="revision" value={view.change.revision} />}
        {view.system === null ? (
          <TextField name="tool" label={access.tool} value={typed('tool')} maxLength={200} error={error('tool')} />
        ) : null}
        <TextField
          name="need"
          label={access.need}
          hint={access.needHint}
          value={typed('need')}
          rows={5}
          maxLength={2000}
          error={error('need')}
        />
        <ChoiceField
          name="purpose"
          label={words.catalog.purpose}
          choices={view.purposes}
          chosen={typed('purpose')}
          none={words.catalog.choose}
          isRequired
          error={error('purpose')}
        />
        <ChoiceField
          name="class"
          label={words.catalog.dataClass}
          choices={view.classes}
          chosen={typed('class')}
          none={words.catalog.choose}
          isRequired
          error={error('class')}
        />
        <TextField
          name="who"
          label={access.who}
          hint={access.whoHint}
          value={typed('who')}
          maxLength={200}
          error={error('who')}
        />
        <AskedFor words={words} typed={typed} />
        {view.change === null ? null : (
          <TextField
            name="reason"
            label={words.approvals.changeReason}
            value={typed('reason')}
            maxLength={2000}
            error={view.missing.includes('reason') ? words.approvals.missing.reason : undefined}
          />
        )}
        <button class="usa-button" type="submit">
          {access.send}
        </button>
      </form>
      <h2>{access.nextTitle}</h2>
      <ul>
        {[...access.next, access.nextTold(view.isMailed)].map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Layout>
  )
}

/** For whom, and what makes more people look at it. */
function AskedFor({
  words: { approvals },
  typed,
}: {
  words: PageProps<'ask-access'>['words']
  typed: (name: string) => string
}) {
  return (
    <>
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">{approvals.askFor}</legend>
        {(['person', 'unit'] as const).map((who) => (
          <div class="usa-radio" key={who}>
            <input
              class="usa-radio__input"
              type="radio"
              id={`for-${who}`}
              name="for"
              value={who}
              checked={(typed('for') === 'unit') === (who === 'unit')}
            />
            <label class="usa-radio__label" for={`for-${who}`}>
              {approvals.askWhos[who]}
            </label>
          </div>
        ))}
      </fieldset>
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">{approvals.askMore}</legend>
        {(['publicFacing', 'procurement'] as const).map((what) => (
          <div class="usa-checkbox" key={what}>
            <input
              class="usa-checkbox__input"
              type="checkbox"
              id={what}
              name={what}
              value="yes"
              checked={typed(what) === 'yes'}
            />
            <label class="usa-checkbox__label" for={what}>
              {approvals[what]}
            </label>
          </div>
        ))}
      </fieldset>
    </>
  )
}
