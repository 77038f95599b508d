import type { StepUpView } from './approval-views.ts'
import type { SubjectKind } from './catalog-views.ts'
import type { Told } from './frame.ts'

/** An approved application in the list. */
export interface ApplicationLine {
  readonly id: string
  readonly name: string
  /** Where it is opened, on its own origin; null: not for this person now. */
  readonly href: string | null
  readonly purposes: readonly string[]
  readonly maxClass: string
}

/** One of them: for what it is approved, and the way in or why there is none (clauses MS-36, MS-40). */
export interface ApplicationView extends ApplicationLine {
  readonly who: readonly SubjectKind[]
  /** Null: all units of the agency. */
  readonly units: readonly string[] | null
  readonly conditions: readonly string[]
  readonly expires: string
  readonly refused: (Told & { readonly clause: string }) | null
  /** A record of the refusal. */
  readonly record: string | null
  /** Where the browser is to come back to after a stronger sign-in; null: none is asked for. */
  readonly stepUp: (Pick<StepUpView, 'acrValues' | 'maxAge'> & { readonly back: string }) | null
}
