import type { Choice } from './catalog-views.ts'
import type { Told } from './frame.ts'

export type RiskStateName = 'open' | 'treated' | 'accepted' | 'closed'
export type RiskLevelName = 'low' | 'medium' | 'high'
export type RiskSourceName = 'incident' | 'audit' | 'probe' | 'drift' | 'person'
export type RiskStepName = 'open' | 'look' | 'assess' | 'assign' | 'treat' | 'accept' | 'reopen' | 'close'

export interface RiskLine {
  readonly number: string
  readonly title: string
  /** Null: about the use of AI at all. */
  readonly system: string | null
  readonly source: RiskSourceName
  readonly level: RiskLevelName
  readonly owner: string
  /** Null once it is closed. */
  readonly nextLook: string | null
  readonly isOverdue: boolean
  readonly state: RiskStateName
}

/** Clause MS-62: the register of emerging risks. */
export interface RisksView {
  readonly risks: readonly RiskLine[]
  /** The form of a new one; null: they don't keep the register. */
  readonly form: {
    readonly once: string
    readonly systems: readonly Choice[]
    readonly owners: readonly Choice[]
    readonly values: Readonly<Record<string, string>>
  } | null
  readonly error: Told | null
}

export interface RiskView extends RiskLine {
  /** What it is from; null: nothing is named, or it isn't theirs to know. */
  readonly reference: { readonly text: string; readonly href: string | null } | null
  /** What was found, once it is closed. */
  readonly finding: string | null
  readonly steps: readonly {
    readonly kind: RiskStepName
    readonly by: string
    readonly at: string
    readonly reason: string
  }[]
  /** What can be done now; null: they don't keep the register. */
  readonly act: {
    readonly version: number
    readonly steps: readonly Exclude<RiskStepName, 'open'>[]
    readonly owners: readonly Choice[]
    readonly findings: readonly Choice[]
    readonly values: Readonly<Record<string, string>>
  } | null
  readonly error: Told | null
}
