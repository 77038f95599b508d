import type { Followed } from '../../core/decision-record.ts'

/** State kind of decision records, by the exchange whose answer was a recommendation. A row holds no word of what was written. */
export const DECISION_RECORD = 'decision-record'

/** `open`: a person has still to say; `decided`: they did; `set-aside`: nothing was decided with the answer. */
export type DecisionState = 'open' | 'decided' | 'set-aside'

export interface DecisionStepTaken {
  readonly kind: DecisionStepKind
  /** RFC 3339 UTC. */
  readonly at: string
  readonly entry: string
}
export type DecisionStepKind = 'open' | 'hand-over' | 'decide' | 'correct' | 'set-aside' | 'reopen'

/**
 * Clause MS-30: a recommendation of an AI system, and the person who decides. Reasons, sources and outcomes lie in the bodies
 * of the entries that the steps name.
 */
export interface DecisionRow {
  readonly exchange: string
  readonly agency: string
  readonly unit: string
  readonly system: string
  readonly purpose: string | null
  /** Principal key of whoever asked. */
  readonly asker: string
  /** Principal key, or work e-mail address, of the person who is to decide; null: an app asked, and a leader of its unit decides. */
  readonly holder: string | null
  /** RFC 3339 UTC. */
  readonly openedAt: string
  /** `YYYY-MM-DD`: the last business day by which it is to be closed. */
  readonly due: string
  readonly state: DecisionState
  readonly closedAt: string | null
  readonly decider: { readonly key: string; readonly name: string } | null
  readonly followed: Followed | null
  readonly steps: readonly DecisionStepTaken[]
}

/** Whether a person’s word is overdue on a day of the profile’s zone. */
export function isOverdue({ state, due }: Pick<DecisionRow, 'state' | 'due'>, today: string): boolean {
  return state === 'open' && today > due
}
