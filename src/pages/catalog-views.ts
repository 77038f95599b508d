import type { ApplicationLine } from './application-views.ts'
import type { CitedView } from './assessment-views.ts'
import type { Link } from './frame.ts'

/** How a system stands. `listed`: in the inventory, and nothing is ever sent to it through this service. */
export const SYSTEM_STATUSES = [
  'approved',
  'conditional',
  'suspended',
  'expired',
  'retired',
  'not-in-force',
  'listed',
] as const
export type SystemStatus = (typeof SYSTEM_STATUSES)[number]

export type SubjectKind = 'employee' | 'contractor' | 'guest' | 'service' | 'public'

/** What somebody can do next, the nearest first. */
export type NextStep =
  | { readonly kind: 'course'; readonly name: string; readonly href: string }
  | { readonly kind: 'sign-in'; readonly level: number }
  | { readonly kind: 'purposes'; readonly names: readonly string[] }
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'systems'; readonly links: readonly Link[] }
  | { readonly kind: 'request'; readonly href: string }
  | { readonly kind: 'owner'; readonly name: string }
  | { readonly kind: 'wait' }
  | { readonly kind: 'app' }
  | { readonly kind: 'person' }

/** Why not, by the rule that the enforcer would refuse by. */
export interface RefusedView {
  readonly code: string
  /** The policy’s own sentence, for codes that the pages have no words for. */
  readonly message: string
  readonly rule: string
  readonly clause: string
  readonly steps: readonly NextStep[]
}

/** "You can use this", or not, and why. */
export interface YouView {
  /** By the highest class of data that it may be used with. */
  readonly uses: readonly { readonly maxClass: string; readonly purposes: readonly string[] }[]
  readonly refused: RefusedView | null
}

export interface SystemCard {
  readonly id: string
  readonly name: string
  readonly provider: string
  readonly status: SystemStatus
  readonly purposes: readonly string[]
  readonly who: readonly SubjectKind[]
  /** Null: all units of the agency. */
  readonly units: readonly string[] | null
  readonly maxClass: string
  readonly notFor: readonly string[]
  readonly conditions: readonly string[]
  readonly expires: string
  readonly approvedBy: string
  readonly owner: string | null
  /** Whoever answered for it has left: nothing new is approved (MS-52). */
  readonly isOrphan: boolean
  readonly you: YouView
}

export interface Choice {
  readonly value: string
  readonly label: string
}

/** The approved list, as every employee reads it (clauses MS-40, MO-36). */
export interface CatalogView {
  readonly cards: readonly SystemCard[]
  /** Of how many. */
  readonly total: number
  readonly asked: Readonly<Record<'q' | 'purpose' | 'class' | 'unit' | 'status', string>>
  readonly purposes: readonly Choice[]
  readonly classes: readonly Choice[]
  readonly units: readonly Choice[]
  readonly applications: readonly ApplicationLine[]
  /** An application was to be opened, and wasn’t. */
  readonly wasNotOpened: boolean
}

export interface UseLine {
  readonly purposes: readonly string[]
  readonly who: readonly SubjectKind[]
  readonly units: readonly string[] | null
  readonly roles: readonly string[]
  readonly maxClass: string
  /** For people by name, of whom the reader is one. */
  readonly isForNamed: boolean
  readonly until: string | null
}

export interface SystemView {
  readonly card: SystemCard
  readonly uses: readonly UseLine[]
  readonly hosting: 'on-prem' | 'tenant-isolated' | 'shared' | 'public'
  readonly country: string | null
  readonly promise: { readonly retention: string; readonly evidence: string; readonly until: string } | null
  readonly courses: readonly Link[]
  readonly assurance: number
  readonly needsPurpose: boolean
  readonly needsReview: boolean
  readonly safeguards: readonly string[]
  readonly models: readonly {
    readonly name: string
    readonly input: number | null
    readonly output: number | null
    readonly answerTokens: number
  }[]
  readonly limits: readonly {
    readonly by: string
    readonly window: 'day' | 'month'
    readonly requests: number | null
    readonly tokens: number | null
    readonly dollars: number | null
    readonly minutes: number | null
  }[]
  readonly assessments: readonly CitedView[]
  /** Assessments of it that were written here; null: not theirs to read. */
  readonly assessed: string | null
  readonly audit: { readonly last: string | null; readonly next: string; readonly findings: string } | null
  /** Newest first. */
  readonly log: readonly {
    readonly on: string
    readonly what: 'signed' | 'assessed' | 'successor'
    readonly by: string
  }[]
  readonly purposes: readonly Choice[]
  readonly classes: readonly Choice[]
}

/** One question to the enforcer’s engine, and its answer. */
export interface CheckView {
  readonly systems: readonly Choice[]
  readonly purposes: readonly Choice[]
  readonly classes: readonly Choice[]
  readonly asked: { readonly system: string; readonly purpose: string; readonly class: string }
  /** Null: nothing was asked yet. */
  readonly answer: {
    readonly system: Link
    readonly purpose: string
    readonly dataClass: string
    readonly refused: RefusedView | null
  } | null
}

/** To whom a request goes: a person by name, or whoever has this duty, in this unit where one is named. */
export interface RequestTo {
  readonly role: string
  readonly unit: string | null
  readonly person: string | null
}

export interface AskAccessView {
  /** Null: a tool that isn’t in the list. */
  readonly system: Link | null
  readonly purposes: readonly Choice[]
  readonly classes: readonly Choice[]
  readonly to: RequestTo
  readonly action: string
  /** What was typed, where it couldn’t be sent. */
  readonly typed: Readonly<Record<string, string>>
  readonly missing: readonly string[]
  /** Whoever is asked is told by mail. */
  readonly isMailed: boolean
  /** Tells this form from another one, so that it is sent once. */
  readonly form: string
  /** A request that was returned is changed; null: a new one. */
  readonly change: { readonly number: string; readonly revision: number } | null
}
