import { ASSESSED_DOMAINS } from '../../policy/schema/lifecycle.ts'
import type { AssessmentBody } from './assessment-log.ts'
import type { AssessmentRow } from './assessment-row.ts'
import type { AssessmentText } from './assessment-text.ts'

/** Clause MS-49: an assessment on paper: what it says, who said so, and by what a catalog entry names it. English. */
export function printedAssessment(
  { number, system, kind, state, accepted, facts }: AssessmentRow,
  { scope, on, due, vulnerability, domains }: AssessmentText,
  steps: readonly AssessmentBody[],
  reference: string | null,
): string {
  const line = (name: string, value: string | null): string => `${name}: ${value ?? 'not said'}`
  return [
    `Assessment ${number}`,
    '',
    line('System', system),
    line('Kind', kind),
    line('State', accepted === null ? state : `${state}, accepted by the ${accepted.seat} seat`),
    line('Day of the assessment', on),
    line('To be made again by', due),
    line('Last vulnerability assessment', vulnerability.on),
    line('Next vulnerability assessment by', vulnerability.due),
    line('SHA-256 of the text', facts.digest),
    ...(reference === null ? [] : [line('Reference', reference)]),
    ...['', 'What was looked at, and how', scope === '' ? 'not said' : scope],
    ...ASSESSED_DOMAINS.flatMap((domain) => {
      const { finding, level, measures } = domains[domain]
      if (finding === '' && level === null && measures === '') return []
      const said = (text: string): string => (text === '' ? 'not said' : text)
      return ['', line(domain, level), line('Found', said(finding)), line('Done about it', said(measures))]
    }),
    ...['', 'Steps'],
    ...steps.map(({ step, reason }) => `${step.at} ${step.change.kind}, ${step.by.name}: ${reason}`),
    '',
  ].join('\n')
}
