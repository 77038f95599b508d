import type { TextDifference } from '../../oversight/assessments/text-differences.ts'
import type { AssessmentLine, AssessmentView } from '../../pages/assessment-views.ts'
import { ASSESSED_DOMAINS } from '../../policy/schema/lifecycle.ts'
import type { OpenedAssessment } from '../desks/assessment-desk.ts'
import { sayDay, sayTime } from './say-time.ts'

type Own = 'systemHref' | 'isReader' | 'by' | 'form' | 'decide' | 'error' | 'changes'
type Difference = AssessmentView['differences'][number]

/** What one assessment says, and what was done with it. */
export function assessmentView(
  { row, text, bodies, differences, reference }: OpenedAssessment,
  language: string,
  timezone: string,
): Omit<AssessmentView, keyof AssessmentLine | Own> {
  const { vulnerability } = row.facts
  const { supersededBy } = row
  return {
    reference,
    scope: text.scope,
    vulnerability:
      vulnerability === null
        ? null
        : { on: sayDay(vulnerability.on, language), due: sayDay(vulnerability.due, language) },
    domains: ASSESSED_DOMAINS.flatMap((domain) => {
      const said = text.domains[domain]
      const isSaid = said.finding !== '' || said.level !== null || said.measures !== ''
      return isSaid ? [{ domain, ...said }] : []
    }),
    acceptedAs: row.accepted?.seat ?? null,
    supersededBy:
      supersededBy === null ? null : { number: supersededBy, href: `/oversight/assessments/${supersededBy}` },
    differences: differences.map(differenceView),
    steps: bodies.map(({ step, reason }) => ({
      ...{ kind: step.change.kind, by: step.by.name, reason },
      at: sayTime(Date.parse(step.at), language, timezone),
    })),
  }
}

/** `cyber.finding` is of a domain; `vulnerability.on` of the whole. */
function differenceView({ what, before, after }: TextDifference): Difference {
  const domain = ASSESSED_DOMAINS.find((one) => what.startsWith(`${one}.`)) ?? null
  const part = (domain === null ? what : what.slice(domain.length + 1)) as Difference['what']
  return { domain, what: part, before, after }
}
