import type { Choice } from './catalog-views.ts'
import type { Told } from './frame.ts'

export interface OversightView {
  readonly reviews: readonly {
    readonly id: string
    readonly name: string
    readonly due: string
    /** As the policy has it, to send back. */
    readonly dueDay: string
    readonly state: 'complete' | 'overdue' | 'open'
    readonly missing: readonly string[]
    readonly signatures: readonly {
      readonly seat: string
      readonly name: string
      readonly at: string
      readonly policy: string
      readonly minutes: string
    }[]
    /** Seats that this person may sign for now. */
    readonly seats: readonly Choice[]
  }[]
  /** Null: not theirs to read. */
  readonly bias:
    | readonly {
        readonly id: string
        readonly probe: string
        readonly model: string
        readonly at: string
        readonly sides: readonly string[]
        readonly first: string
        readonly second: string
        readonly gap: string
        readonly interval: string
        readonly pairs: number
        readonly unclear: number
        readonly altered: number
        readonly alarm: boolean
        readonly falseAlarms: string
      }[]
    | null
  /** They read assessments of systems (MS-49). */
  readonly mayReadAssessments: boolean
  /** Emerging risks that aren’t closed; null: not theirs to see. */
  readonly risks: { readonly open: number; readonly overdue: number } | null
  /** Systems and units that nobody answers for; null: not theirs to see. */
  readonly unanswered: { readonly orphans: number; readonly leaderless: number } | null
  /** Null: not theirs to read. */
  readonly checks: {
    /** Why none runs; null: they do. */
    readonly missing: 'client' | 'credential' | null
    readonly client: string | null
    readonly lines: readonly {
      readonly kind: 'probe' | 'canary'
      readonly check: string
      readonly model: string | null
      readonly everyDays: number
      readonly state: 'not-configured' | 'no-system' | 'running' | 'stopped' | 'failing' | 'late' | 'waiting'
      readonly last: string | null
      readonly outcome: 'quiet' | 'alarm' | null
      /** Null: as soon as it can. */
      readonly next: string | null
      readonly failures: number
      readonly fault: string | null
      readonly mayRun: boolean
    }[]
    readonly versions: readonly {
      readonly system: string
      readonly reason: string
      readonly since: string
      /** Null: they are refused. */
      readonly refusedFrom: string | null
      readonly suspension: string
      readonly canaries: readonly {
        readonly name: string
        readonly version: string | null
        readonly isExpected: boolean
        readonly at: string
      }[]
    }[]
  } | null
  readonly error: Told | null
}
