import type { AdvisorySeat } from '../../policy/schema/approvals.ts'
import type { AssessedDomain, AssessmentKind } from '../../policy/schema/lifecycle.ts'

/** State kind of assessments, by number. A row holds no word of what was found: that stands in the entries. */
export const SYSTEM_ASSESSMENT = 'system-assessment'

/** State kind of what is accepted now, by {@link inForceKey}: one assessment of a kind for a system, at all gateways of the log. */
export const ASSESSMENT_IN_FORCE = 'assessment-in-force'

/** `returned`: whoever was to accept it sent it back; `superseded`: a later one of its kind was accepted. */
export const ASSESSMENT_STATES = ['draft', 'submitted', 'returned', 'accepted', 'superseded'] as const
export type AssessmentState = (typeof ASSESSMENT_STATES)[number]

export const ASSESSED_LEVELS = ['low', 'moderate', 'high'] as const
export type AssessedLevel = (typeof ASSESSED_LEVELS)[number]

export const ASSESSMENT_STEPS = ['open', 'write', 'submit', 'accept', 'return', 'supersede'] as const
export type AssessmentStepKind = (typeof ASSESSMENT_STEPS)[number]

/** What of a text stands in the row: days, levels and the digest of the whole. */
export interface AssessedFacts {
  /** `YYYY-MM-DD`: the day of the assessment; null: not said yet. */
  readonly on: string | null
  /** By when the system is assessed again. */
  readonly due: string | null
  /** The last vulnerability assessment, and by when the next one is made (MS-49). */
  readonly vulnerability: { readonly on: string; readonly due: string } | null
  /** Domains of which all is said. */
  readonly domains: Readonly<Partial<Record<AssessedDomain, AssessedLevel>>>
  /** SHA-256 of the text, hex. */
  readonly digest: string
}

export interface AssessmentStepTaken {
  readonly kind: AssessmentStepKind
  /** RFC 3339 UTC. */
  readonly at: string
  readonly entry: string
  /** Principal key. */
  readonly by: string
  /** Digest of the form that it was sent with: the same form again does nothing. */
  readonly form: string
}

/** Clauses MS-45, MS-49: an assessment of a system, as its steps have made it. */
export interface AssessmentRow {
  readonly number: string
  readonly agency: string
  /** Id in the catalog, or the one that a proposed system is to have. */
  readonly system: string
  readonly kind: AssessmentKind
  readonly facts: AssessedFacts
  readonly state: AssessmentState
  /** Principal keys of everybody who wrote in it: none of them accepts it. */
  readonly assessors: readonly string[]
  /** The seat that accepted it, and whom they stood in for; null: nobody has. */
  readonly accepted: { readonly seat: AdvisorySeat; readonly by: string; readonly insteadOf: string | null } | null
  /** Number of the one that took its place. */
  readonly supersededBy: string | null
  readonly steps: readonly AssessmentStepTaken[]
}

export function inForceKey({ agency, system, kind }: Pick<AssessmentRow, 'agency' | 'system' | 'kind'>): string {
  return `${agency} ${system} ${kind}`
}

/** Whether the system should have been assessed again by now. */
export function isReassessmentDue({ state, facts }: Pick<AssessmentRow, 'state' | 'facts'>, today: string): boolean {
  const days = [facts.due, facts.vulnerability?.due ?? null]
  return state === 'accepted' && days.some((due) => due !== null && today > due)
}
