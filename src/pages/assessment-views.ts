import type { StepUpView } from './approval-views.ts'
import type { Choice } from './catalog-views.ts'
import type { Told } from './frame.ts'

export type AssessmentKindName =
  | 'risk'
  | 'vulnerability'
  | 'impact'
  | 'bias'
  | 'legal'
  | 'monitoring'
  | 'appeal'
  | 'fail-safe'
export type AssessmentStateName = 'draft' | 'submitted' | 'returned' | 'accepted' | 'superseded'
export type AssessmentStepName = 'open' | 'write' | 'submit' | 'accept' | 'return' | 'supersede'
export type AssessedLevelName = 'low' | 'moderate' | 'high'
export type AssessedDomainName = 'cyber' | 'privacy' | 'continuity' | 'legal' | 'ethical'
export type AssessingSeatName = 'security' | 'privacy' | 'legal'

/** Where what a catalog entry names is: written here and accepted, kept elsewhere and checked by nobody, or not to be found. */
export type CitedPlaceName = 'here' | 'elsewhere' | 'missing'

/** An assessment that an entry of the catalog names. */
export interface CitedView {
  readonly kind: AssessmentKindName
  readonly reference: string
  readonly on: string
  readonly until: string
  readonly place: CitedPlaceName
  /** Where it is read; null: it isn’t here, or not theirs to read. */
  readonly href: string | null
}

export interface AssessmentLine {
  readonly number: string
  /** Its name in the catalog, else the id that it is to have. */
  readonly system: string
  readonly kind: AssessmentKindName
  readonly state: AssessmentStateName
  readonly on: string | null
  readonly due: string | null
  /** It is accepted, and should have been made again by now. */
  readonly isDue: boolean
}

/** Clauses MS-45, MS-49: assessments of systems. */
export interface AssessmentsView {
  /** Of one system alone; null: of all. */
  readonly of: string | null
  readonly assessments: readonly AssessmentLine[]
  /** What the catalog rests on, the next to be made again first. */
  readonly catalog: readonly (CitedView & { readonly system: string; readonly isOverdue: boolean })[]
  /** The form of a new one; null: they don’t write any. */
  readonly form: {
    readonly once: string
    readonly systems: readonly Choice[]
    readonly values: Readonly<Record<string, string>>
  } | null
  readonly error: Told | null
}

export interface AssessedDomainView {
  readonly domain: AssessedDomainName
  readonly finding: string
  readonly level: AssessedLevelName | null
  readonly measures: string
}

/** A part that is missing, by the name of its field. */
export interface MissingPartView {
  readonly field: string
  readonly domain: AssessedDomainName | null
  readonly what: 'scope' | 'on' | 'due' | 'vulnerability' | 'domain' | 'finding' | 'level' | 'measures'
}

export interface AssessmentView extends AssessmentLine {
  /** Its page in the catalog; null: it isn’t in there. */
  readonly systemHref: string | null
  /** What a catalog entry names it by; null until it is accepted. */
  readonly reference: string | null
  readonly scope: string
  readonly vulnerability: { readonly on: string; readonly due: string } | null
  /** Those of which something is said. */
  readonly domains: readonly AssessedDomainView[]
  readonly acceptedAs: AssessingSeatName | null
  readonly supersededBy: { readonly number: string; readonly href: string } | null
  /** Since it was submitted before. */
  readonly differences: readonly {
    readonly domain: AssessedDomainName | null
    readonly what: 'scope' | 'on' | 'due' | 'vulnerability.on' | 'vulnerability.due' | 'finding' | 'level' | 'measures'
    readonly before: string
    readonly after: string
  }[]
  readonly steps: readonly {
    readonly kind: AssessmentStepName
    readonly by: string
    readonly at: string
    readonly reason: string
  }[]
  /** They read the others, too. */
  readonly isReader: boolean
  /** The request by which they read it, as a query; empty: by what they are. */
  readonly by: string
  /** What it says, to be changed; null: it is no draft, or not theirs. */
  readonly form: {
    readonly version: number
    readonly values: Readonly<Record<string, string>>
    readonly missing: readonly MissingPartView[]
  } | null
  /** To be accepted or returned; null: not by them, or not now. */
  readonly decide: {
    readonly version: number
    readonly seat: AssessingSeatName
    readonly reason: string
    /** Accepting needs a new sign-in first; null: this one is good. */
    readonly stepUp: StepUpView | null
  } | null
  readonly error: Told | null
  /** What happened since somebody saw what they acted on. */
  readonly changes: readonly string[]
}
