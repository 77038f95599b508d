import type { AssessmentView, MissingPartView } from '../../pages/assessment-views.ts'
import { CsrfField } from '../frame/csrf-field.tsx'
import type { Words } from '../languages/en.ts'
import { Alert } from './alert.tsx'
import { ChoiceField } from './choice-field.tsx'
import { TextField } from './text-field.tsx'

const DOMAINS = ['cyber', 'privacy', 'continuity', 'legal', 'ethical'] as const
const LEVELS = ['low', 'moderate', 'high'] as const

interface Props {
  readonly words: Words
  readonly csrf: string
  readonly path: string
  readonly form: NonNullable<AssessmentView['form']>
}

/** Clause MS-49: the five domains, each with what was found, its level and what is done about it; what is missing is named. */
export function AssessmentForm({ words, csrf, path, form }: Props) {
  const { assessments } = words
  const value = (name: string): string => form.values[name] ?? ''
  const fault = (field: string): string | undefined => {
    const missing = form.missing.find((one) => one.field === field)
    return missing === undefined ? undefined : sayMissing(words, missing)
  }
  const day = (name: string, label: string) => (
    <TextField
      name={name}
      label={label}
      hint={assessments.day}
      value={value(name)}
      maxLength={10}
      isRequired={false}
      error={fault(name)}
    />
  )
  return (
    <section aria-labelledby="write-title">
      <h2 id="write-title">{assessments.write}</h2>
      {form.missing.length === 0 ? null : (
        <Alert kind="error" title={assessments.missingTitle} isUrgent>
          <ul>
            {form.missing.map((one) => (
              <li key={`${one.field} ${one.what}`}>
                <a href={`#${one.field}`}>{sayMissing(words, one)}</a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <form class="usa-form" method="post" action={path} novalidate>
        <CsrfField token={csrf} />
        <input type="hidden" name="version" value={form.version} />
        {/* The Enter key keeps what was written, and asks nobody to accept it. */}
        <button type="submit" name="step" value="write" hidden>
          {assessments.save}
        </button>
        <TextField
          name="scope"
          label={assessments.scope}
          hint={assessments.scopeHint}
          value={value('scope')}
          rows={5}
          maxLength={10_000}
          isRequired={false}
          error={fault('scope')}
        />
        {day('on', assessments.on)}
        {day('due', assessments.due)}
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">
            <h3>{assessments.vulnerability}</h3>
          </legend>
          {day('vulnerability.on', assessments.vulnerabilityOn)}
          {day('vulnerability.due', assessments.vulnerabilityDue)}
        </fieldset>
        <p class="usa-hint">{assessments.domainsNeeded}</p>
        {DOMAINS.map((domain) => (
          <fieldset class="usa-fieldset" key={domain}>
            <legend class="usa-legend">
              <h3>{assessments.domains[domain]}</h3>
            </legend>
            <TextField
              name={`${domain}.finding`}
              label={assessments.finding}
              value={value(`${domain}.finding`)}
              rows={3}
              maxLength={10_000}
              isRequired={false}
              error={fault(`${domain}.finding`)}
            />
            <ChoiceField
              name={`${domain}.level`}
              label={assessments.level}
              choices={LEVELS.map((one) => ({ value: one, label: assessments.levels[one] }))}
              chosen={value(`${domain}.level`)}
              none={assessments.choose}
              error={fault(`${domain}.level`)}
            />
            <TextField
              name={`${domain}.measures`}
              label={assessments.measures}
              value={value(`${domain}.measures`)}
              rows={3}
              maxLength={10_000}
              isRequired={false}
              error={fault(`${domain}.measures`)}
            />
          </fieldset>
        ))}
        <TextField name="reason" label={assessments.changeReason} value={value('reason')} rows={2} maxLength={10_000} />
        <button class="usa-button usa-button--outline" type="submit" name="step" value="write">
          {assessments.save}
        </button>{' '}
        <button class="usa-button" type="submit" name="step" value="submit">
          {assessments.submit}
        </button>
      </form>
    </section>
  )
}

function sayMissing({ assessments }: Words, { domain, what }: MissingPartView): string {
  return domain === null ? assessments.missing[what] : `${assessments.domains[domain]}: ${assessments.missing[what]}`
}
