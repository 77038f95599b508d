import { ASSESSED_DOMAINS } from '../../policy/schema/lifecycle.ts'
import type { AssessmentText } from './assessment-text.ts'

/** One thing that a text says otherwise than an earlier one: `cyber.finding`, `due`. */
export interface TextDifference {
  readonly what: string
  readonly before: string
  readonly after: string
}

/** Everything in which an assessment differs from what it said before. */
export function textDifferences(before: AssessmentText, after: AssessmentText): TextDifference[] {
  const [old, next] = [said(before), said(after)]
  return [...next].flatMap(([what, text]) => {
    const was = old.get(what) ?? ''
    return was === text ? [] : [{ what, before: was, after: text }]
  })
}

function said({ scope, on, due, vulnerability, domains }: AssessmentText): Map<string, string> {
  return new Map([
    ['scope', scope],
    ['on', on ?? ''],
    ['due', due ?? ''],
    ['vulnerability.on', vulnerability.on ?? ''],
    ['vulnerability.due', vulnerability.due ?? ''],
    ...ASSESSED_DOMAINS.flatMap((domain): [string, string][] => {
      const { finding, level, measures } = domains[domain]
      return [
        [`${domain}.finding`, finding],
        [`${domain}.level`, level ?? ''],
        [`${domain}.measures`, measures],
      ]
    }),
  ])
}
