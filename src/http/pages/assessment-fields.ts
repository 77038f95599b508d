import { ASSESSED_LEVELS } from '../../oversight/assessments/assessment-row.ts'
import { type AssessmentText, textFrom } from '../../oversight/assessments/assessment-text.ts'
import type { MissingPart } from '../../oversight/assessments/missing-parts.ts'
import type { MissingPartView } from '../../pages/assessment-views.ts'
import { ASSESSED_DOMAINS } from '../../policy/schema/lifecycle.ts'

type Form = Readonly<Record<string, string>>

/** The text of an assessment as the fields of its form have it; a day that is none isn’t said. */
export function textIn(form: Form): AssessmentText {
  const day = (name: string): string | null => {
    const typed = (form[name] ?? '').trim()
    return /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed)) ? typed : null
  }
  return textFrom({
    ...{ scope: form['scope'], on: day('on'), due: day('due') },
    vulnerability: { on: day('vulnerability.on'), due: day('vulnerability.due') },
    domains: Object.fromEntries(
      ASSESSED_DOMAINS.map((domain) => [
        domain,
        {
          finding: form[`${domain}.finding`] ?? '',
          level: ASSESSED_LEVELS.find((one) => one === form[`${domain}.level`]) ?? null,
          measures: form[`${domain}.measures`] ?? '',
        },
      ]),
    ),
  })
}

/** The same fields, of a text that is there. */
export function valuesOf({ scope, on, due, vulnerability, domains }: AssessmentText): Form {
  return {
    ...{ scope, on: on ?? '', due: due ?? '' },
    ...{ 'vulnerability.on': vulnerability.on ?? '', 'vulnerability.due': vulnerability.due ?? '' },
    ...Object.fromEntries(
      ASSESSED_DOMAINS.flatMap((domain) => {
        const { finding, level, measures } = domains[domain]
        return [
          [`${domain}.finding`, finding],
          [`${domain}.level`, level ?? ''],
          [`${domain}.measures`, measures],
        ]
      }),
    ),
  }
}

/** Each part that is missing, with the field in which somebody says it. */
export function missingViews(missing: readonly MissingPart[]): MissingPartView[] {
  return missing.map(({ domain, what }) => ({ domain, what, field: fieldOf({ domain, what }) }))
}

function fieldOf({ domain, what }: MissingPart): string {
  if (domain !== null) return `${domain}.${what}`
  if (what === 'vulnerability') return 'vulnerability.on'
  return what === 'domain' ? `${ASSESSED_DOMAINS[0]}.finding` : what
}
