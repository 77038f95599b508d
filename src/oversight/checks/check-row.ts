/** State kind of checks that run by themselves, by {@link checkKey}: what came of the last run, and who is at the next. */
export const CHECK_COURSE = 'check-course'
/** State kind of what canaries answered, by report. */
export const CANARY_REPORT = 'canary-report'

export type CheckKind = 'probe' | 'canary'

export interface CheckCourse {
  readonly kind: CheckKind
  /** Id in `oversight.yaml`. */
  readonly check: string
  /** As requests name it. */
  readonly model: string
  readonly system: string
  readonly agency: string
  /** The last run that came to its end; null: none has. */
  readonly last: { readonly at: string; readonly outcome: CheckOutcome; readonly report: string } | null
  /** Runs that came to nothing since then, and why the last of them did: a refusal’s code, or a word of ours. */
  readonly failures: number
  readonly fault: string | null
  /** RFC 3339 UTC: not before; null: the policy’s days count. */
  readonly retryAt: string | null
  /** Who asked for a run out of its turn: a principal key. */
  readonly askedBy: string | null
  /** Which run is under way, and until when nobody else begins one. */
  readonly claim: { readonly run: string; readonly by: string; readonly until: string } | null
}

/** Whether a check found what it watches for: a gap, or an answer that isn’t the known one. */
export type CheckOutcome = 'quiet' | 'alarm'

/** Clause MS-54: what one canary was answered. The answer itself is in its record. */
export interface CanaryReport {
  readonly id: string
  readonly canary: string
  readonly model: string
  readonly system: string
  /** As the answer named its model; null: it didn’t. */
  readonly version: string | null
  readonly agency: string
  /** RFC 3339 UTC. */
  readonly at: string
  readonly record: string
  /** What the answer lacks, or has and shouldn’t; empty: it is as expected. */
  readonly faults: readonly string[]
}

export const checkKey = ({ kind, check, model }: Pick<CheckCourse, 'kind' | 'check' | 'model'>): string =>
  `${kind}|${check}|${model}`
