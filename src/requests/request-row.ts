import type { RecordsRequestFacts } from '../core/records-request.ts'

/** What the clock waits for while it is stopped. */
export type Awaited = 'clarification' | 'payment'

/** A time in which the clock stood still. */
export interface ClockStop {
  readonly for: Awaited
  /** RFC 3339 UTC. */
  readonly from: string
  /** Null: it stands still now. */
  readonly to: string | null
  /** Last calendar day on which an answer is waited for; null: the law names none. */
  readonly until: string | null
}

export const OUTCOMES = ['released', 'partly-released', 'denied', 'no-records', 'withdrawn'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const LETTERS = [
  'receipt',
  'clarification',
  'fee-estimate',
  'extension',
  'third-party-notice',
  'partial-release',
  'denial',
  'closing',
  'withdrawal',
] as const
export type LetterKind = (typeof LETTERS)[number]

/** A run of the search plan that isn't over, or how the last one ended. */
export interface PlanRun {
  readonly id: string
  /** Entry whose body holds the plan that it runs. */
  readonly plan: string
  readonly by: string
  readonly instance: string
  readonly startedAt: string
  readonly frozenAt: number
  /** `interrupted`: the gateway ended under it; it is begun again by whoever needs it. */
  readonly status: 'running' | 'done' | 'cancelled' | 'failed' | 'interrupted'
  /** Why it failed, where somebody can mend it. */
  readonly fault: string | null
  /** Entries in its lines' scopes whose contents were destroyed before they could be looked at. */
  readonly gone: number
}

/**
 * A public-records request as the state has it. Who asks, for what, and every letter's words lie in the bodies of the
 * entries that this names, not here.
 */
export interface RecordsRequestRow extends RecordsRequestFacts {
  readonly channel: string
  /** RFC 3339 UTC: when it came. */
  readonly receivedAt: string
  /** Calendar day from which business days are counted; it doesn't count itself. */
  readonly receivedDay: string
  /** Business days in which it is to be answered, extensions among them. */
  readonly allowance: number
  /** Business days from receipt beyond which only the requester's agreement leads; null: the law has no such limit. */
  readonly limitDays: number | null
  readonly agreed: boolean
  readonly stops: readonly ClockStop[]
  readonly feesCents: number
  readonly partialReleases: number
  readonly outcome: Outcome | null
  /** Calendar day. */
  readonly closedDay: string | null
  /** First calendar day on which what it holds may go; null while it is open, or while nobody has decided the period. */
  readonly appealOver: string | null
  readonly appealPending: boolean
  readonly letters: readonly { readonly id: string; readonly kind: LetterKind; readonly at: string }[]
  /** Entries whose bodies hold requester and description; plan. */
  readonly intake: string
  readonly plan: string | null
  readonly run: PlanRun | null
  /** The last run that came to its end: what it found is the scope. */
  readonly foundBy: string | null
  readonly hold: string | null
  /** Another hold, of what is privileged: known to counsel only. */
  readonly walledHold: string | null
  readonly holdReleasedAt: string | null
  /** How many steps it took. */
  readonly steps: number
}

/** Who asks, and what for; only in the body of an entry. */
export interface Intake {
  readonly requester: { readonly name: string; readonly organization?: string; readonly contact?: string }
  readonly description: string
}
