import { createHash } from 'node:crypto'
import { canonicalJson } from '../../core/canonical-json.ts'
import { ASSESSED_DOMAINS, type AssessedDomain } from '../../policy/schema/lifecycle.ts'
import { ASSESSED_LEVELS, type AssessedFacts, type AssessedLevel, type AssessmentRow } from './assessment-row.ts'

/** What was found in one domain. An empty text isn't said yet. */
export interface DomainText {
  readonly finding: string
  readonly level: AssessedLevel | null
  /** What is done about it. */
  readonly measures: string
}

/** An assessment in its author’s words. They stand in the log, and in no row of state. */
export interface AssessmentText {
  /** What was looked at, and how. */
  readonly scope: string
  readonly on: string | null
  readonly due: string | null
  readonly vulnerability: { readonly on: string | null; readonly due: string | null }
  readonly domains: Readonly<Record<AssessedDomain, DomainText>>
}

type About = Pick<AssessmentRow, 'number' | 'agency' | 'system' | 'kind'>

const TEXT_MAX = 10_000
const UNSAID: DomainText = { finding: '', level: null, measures: '' }

/** A text as somebody sent it, with every member there, and nothing longer than can be kept. */
export function textFrom(sent: {
  readonly scope?: string | undefined
  readonly on?: string | null | undefined
  readonly due?: string | null | undefined
  readonly vulnerability?: { readonly on?: string | null; readonly due?: string | null } | null | undefined
  readonly domains?: Readonly<Partial<Record<AssessedDomain, Partial<DomainText>>>> | undefined
}): AssessmentText {
  const said = (text: string | undefined): string => (text ?? '').trim().slice(0, TEXT_MAX)
  const day = (text: string | null | undefined): string | null => (text == null || text === '' ? null : text)
  return {
    scope: said(sent.scope),
    on: day(sent.on),
    due: day(sent.due),
    vulnerability: { on: day(sent.vulnerability?.on), due: day(sent.vulnerability?.due) },
    domains: Object.fromEntries(
      ASSESSED_DOMAINS.map((domain) => {
        const { finding, level, measures } = { ...UNSAID, ...sent.domains?.[domain] }
        return [domain, { finding: said(finding), level, measures: said(measures) }]
      }),
    ) as Record<AssessedDomain, DomainText>,
  }
}

/** The text that is accepted (RFC 8785), with what it is about: its digest is what a citation of it names. */
export function canonicalAssessment({ number, agency, system, kind }: About, text: AssessmentText): string {
  return canonicalJson({ form: 'statehouse-assessment/v1', number, agency, system, kind, ...text })
}

/** What stands in the row of a text. */
export function factsOf(about: About, text: AssessmentText): AssessedFacts {
  const { on, due, vulnerability } = text
  return {
    ...{ on, due, digest: createHash('sha256').update(canonicalAssessment(about, text)).digest('hex') },
    vulnerability:
      vulnerability.on === null || vulnerability.due === null ? null : { on: vulnerability.on, due: vulnerability.due },
    domains: Object.fromEntries(
      ASSESSED_DOMAINS.flatMap((domain) => {
        const { finding, level, measures } = text.domains[domain]
        const isWhole = finding !== '' && level !== null && measures !== ''
        return isWhole && ASSESSED_LEVELS.includes(level) ? [[domain, level]] : []
      }),
    ),
  }
}
