import type { Choice } from './catalog-views.ts'

/** Who answers for something: somebody by name, or whoever holds a duty. */
export interface AnswersView {
  readonly standing: 'held' | 'unseen' | 'gone' | 'none'
  /** The person, or the duties; empty: neither is named. */
  readonly by: string
  readonly isNamed: boolean
  /** Who that is now. */
  readonly people: readonly string[]
}

/** Clauses MS-52, MO-03: who answers for each system and each unit. */
export interface AccountabilityView {
  /** Null: the policy names nobody, or they aren't this person's to see. */
  readonly systems:
    | readonly {
        readonly id: string
        readonly name: string
        readonly isOrphan: boolean
        readonly parts: readonly (AnswersView & { readonly part: 'owner' | 'approver' | 'reviewer' | 'monitor' })[]
      }[]
    | null
  readonly units: readonly {
    readonly id: string
    readonly name: string
    /** Nothing new is approved for it. */
    readonly isHeld: boolean
    readonly leader: AnswersView
  }[]
}

/** Clause MO-03: what units did in a month; null: too few people are behind it. */
export interface ScorecardView {
  readonly month: string
  readonly monthName: string
  readonly choices: readonly Choice[]
  readonly units: readonly {
    readonly name: string
    readonly counts: readonly {
      readonly measure: 'training' | 'reviews' | 'decisions' | 'incidents'
      readonly total: number | null
      readonly part: number | null
    }[]
  }[]
}
