import type { Followed } from '../core/decision-record.ts'
import type { InConsole } from './console-views.ts'
import type { Told } from './frame.ts'

/** One decision record in a list. */
export interface DecisionLine {
  readonly exchange: string
  readonly system: string
  readonly purpose: string
  readonly due: string
  readonly isOverdue: boolean
  readonly state: 'open' | 'decided' | 'set-aside'
}

export interface DecisionsView {
  readonly open: readonly DecisionLine[]
  readonly other: readonly DecisionLine[]
}

/** Opens one for an answer of one’s own. */
export interface NewDecisionView {
  readonly record: string
  readonly reason: string
  readonly error: Told | null
}

/** What stands in a decision record, for whoever may read it. */
export interface DecisionFacts extends DecisionLine {
  readonly opened: string
  readonly decider: string | null
  readonly steps: readonly {
    readonly kind: 'open' | 'hand-over' | 'decide' | 'correct' | 'set-aside' | 'reopen'
    readonly at: string
    readonly by: string | null
    readonly to: string | null
    readonly followed: Followed | null
    readonly outcome: string | null
    readonly sources: readonly string[]
    readonly reason: string
  }[]
}

export interface DecisionView {
  readonly decision: DecisionFacts
  /** It is theirs to decide. */
  readonly isTheirs: boolean
  readonly version: number
  readonly values: Readonly<Record<string, string>>
  readonly error: Told | null
}

/** Decisions by unit: counts for a leader, the records that are overdue for whoever reviews them. Nobody is named. */
export interface UnitDecisionsView extends InConsole {
  readonly units: readonly {
    readonly unit: string
    readonly open: number
    readonly overdue: number
    readonly records: readonly { readonly exchange: string; readonly due: string; readonly system: string }[] | null
  }[]
}

export interface ReadDecisionView extends InConsole {
  readonly decision: DecisionFacts
}
