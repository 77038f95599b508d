import type { StepUpView } from './approval-views.ts'
import type { Choice } from './catalog-views.ts'
import type { Told } from './frame.ts'

export interface ExceptionsView {
  readonly exceptions: readonly {
    readonly id: string
    readonly rule: string
    readonly people: string
    readonly systems: string
    readonly purposes: string
    readonly maxClass: string | null
    readonly from: string
    readonly until: string
    readonly decided: string
    readonly state: 'in-force' | 'to-come' | 'over'
    /** A deputy’s, which lapses unless the director confirms it. */
    readonly needsWord: boolean
    /** Made here: those of the files end there. */
    readonly canEnd: boolean
  }[]
  readonly months: readonly { readonly month: string; readonly count: number; readonly isRoutine: boolean }[]
  readonly threshold: number
  readonly mayMake: boolean
  readonly isDirector: boolean
  readonly stepUp: StepUpView | null
  readonly error: Told | null
}

export const EXCEPTION_FIELDS = ['rule', 'issuer', 'subjects', 'maxClass', 'reason', 'until', 'reference'] as const
export type ExceptionField = (typeof EXCEPTION_FIELDS)[number]

export interface ExceptionFormView {
  readonly rules: readonly Choice[]
  readonly issuers: readonly Choice[]
  readonly classes: readonly Choice[]
  readonly systems: readonly Choice[]
  readonly purposes: readonly Choice[]
  readonly typed: Readonly<Partial<Record<ExceptionField, string>>>
  readonly chosen: { readonly systems: readonly string[]; readonly purposes: readonly string[] }
  readonly maxDays: number
  readonly stepUp: StepUpView | null
  readonly problems: readonly string[]
  /** What would be signed; null: nothing was filled in yet that holds. */
  readonly preview: {
    readonly seat: string
    readonly digest: string
    readonly fields: Readonly<Record<string, string>>
    readonly lines: readonly (readonly [name: string, value: string])[]
  } | null
}
