import { ASSESSED_DOMAINS, type AssessedDomain, type AssessmentKind } from '../../policy/schema/lifecycle.ts'
import type { AssessmentText, DomainText } from './assessment-text.ts'

/** Domains that a kind can’t be without; of the others any one will do. */
const NEEDED: Readonly<Partial<Record<AssessmentKind, readonly AssessedDomain[]>>> = {
  risk: ASSESSED_DOMAINS,
  vulnerability: ['cyber'],
  legal: ['legal'],
}

export function domainsNeeded(kind: AssessmentKind): readonly AssessedDomain[] {
  return NEEDED[kind] ?? []
}

/** What a text lacks, or says wrongly: `domain` is null for what is about the whole. */
export interface MissingPart {
  readonly domain: AssessedDomain | null
  readonly what: 'scope' | 'on' | 'due' | 'vulnerability' | 'domain' | keyof DomainText
}

/**
 * Clause MS-49: everything that an assessment still lacks before anybody is asked to accept it, one by one. A risk assessment
 * says all five domains, and when vulnerabilities were last looked for and will be again.
 * @param today `YYYY-MM-DD` in the profile’s zone.
 */
export function missingParts(kind: AssessmentKind, text: AssessmentText, today: string): MissingPart[] {
  const { scope, on, due, vulnerability, domains } = text
  const whole = (what: MissingPart['what'], isThere: boolean): MissingPart[] =>
    isThere ? [] : [{ domain: null, what }]
  const begun = ASSESSED_DOMAINS.filter((domain) => isBegun(domains[domain]))
  const needed = ASSESSED_DOMAINS.filter((domain) => domainsNeeded(kind).includes(domain) || begun.includes(domain))
  const isLooked = isSpan(vulnerability.on, vulnerability.due, today)
  const isUnsaid = vulnerability.on === null && vulnerability.due === null
  return [
    ...whole('scope', scope !== ''),
    ...whole('on', on !== null && on <= today),
    ...whole('due', due !== null && due >= today && (on === null || due > on)),
    ...whole('vulnerability', isLooked || (isUnsaid && kind !== 'risk')),
    ...whole('domain', needed.length > 0),
    ...needed.flatMap((domain) => lacking(domain, domains[domain])),
  ]
}

function isBegun({ finding, level, measures }: DomainText): boolean {
  return finding !== '' || level !== null || measures !== ''
}

/** A day that is over, and a later one that isn’t. */
function isSpan(on: string | null, due: string | null, today: string): boolean {
  return on !== null && due !== null && on <= today && due >= today && due > on
}

function lacking(domain: AssessedDomain, { finding, level, measures }: DomainText): MissingPart[] {
  return [
    ...(finding === '' ? [{ domain, what: 'finding' as const }] : []),
    ...(level === null ? [{ domain, what: 'level' as const }] : []),
    ...(measures === '' ? [{ domain, what: 'measures' as const }] : []),
  ]
}

const SAID: Readonly<Record<MissingPart['what'], string>> = {
  scope: 'what was looked at, and how',
  on: 'the day of the assessment, which isn’t after today',
  due: 'by when it is made again, today or later',
  vulnerability: 'the day of the last vulnerability assessment, and by when the next one is made',
  domain: 'a domain at least',
  finding: 'what was found',
  level: 'the level: low, moderate or high',
  measures: 'what is done about it',
}

/** The same in words, as a program reads it: `continuity: what was found`. */
export function sayMissing({ domain, what }: MissingPart): string {
  return domain === null ? SAID[what] : `${domain}: ${SAID[what]}`
}
