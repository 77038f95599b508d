import type { LetterKind, Outcome, PlanRun } from './request-row.ts'

/** What a step changes, with everything that was worked out when it was taken: replaying it asks neither law nor clock. */
export type StepChange =
  | {
      readonly kind: 'receive'
      readonly id: string
      readonly agency: string
      readonly number: string
      readonly channel: string
      readonly receivedAt: string
      readonly receivedDay: string
      readonly allowance: number
      readonly limitDays: number | null
    }
  | { readonly kind: 'ask-clarification'; readonly until: string | null }
  | { readonly kind: 'clarified' }
  | { readonly kind: 'estimate-fees'; readonly cents: number; readonly prepay: boolean; readonly until: string | null }
  | { readonly kind: 'paid' }
  | { readonly kind: 'extend'; readonly until: string; readonly allowance: number; readonly agreed: boolean }
  | { readonly kind: 'notify-third-party'; readonly until: string }
  | { readonly kind: 'release-part' }
  | { readonly kind: 'deny'; readonly exemptions: readonly string[] }
  | { readonly kind: 'close'; readonly outcome: Outcome; readonly day: string; readonly appealOver: string | null }
  | { readonly kind: 'withdraw' | 'lapse'; readonly day: string; readonly appealOver: string | null }
  | { readonly kind: 'appeal' }
  | { readonly kind: 'appeal-decided' }
  | { readonly kind: 'plan' }
  | { readonly kind: 'run'; readonly run: PlanRun; readonly hold: string | null; readonly walledHold: string | null }
  | { readonly kind: 'release-hold' }

export type StepKind = StepChange['kind']

export interface RequestStep {
  /** The entry that it is. */
  readonly entry: string
  /** RFC 3339 UTC. */
  readonly at: string
  readonly letter: LetterKind | null
  readonly change: StepChange
}
