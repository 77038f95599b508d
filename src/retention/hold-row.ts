/** State kind of legal holds, by id. */
export const LEGAL_HOLD = 'legal-hold'

/** State kind of custodians' notices, by `hold|person`. */
export const HOLD_NOTICE = 'hold-notice'

export const HOLD_KINDS = ['litigation', 'audit', 'request', 'investigation'] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

/** What a hold keeps: records that meet every criterion that is given. */
export interface HoldCriteria {
  /** Principal keys. */
  readonly people?: readonly string[] | undefined
  /** Units at the time of the record. */
  readonly units?: readonly string[] | undefined
  /** RFC 3339; from then on, and before then. */
  readonly after?: string | undefined
  readonly before?: string | undefined
  /** Facets of the record: `purpose`, `system`, `client`, `decision`. */
  readonly facets?: Readonly<Record<string, string>> | undefined
  /** Matter that the caller declared (`AI-Matter`). */
  readonly matter?: string | undefined
  /**
   * A search over redacted words and fields (`docs/records.md`), for counsel: it looks behind the wall of privilege. What it
   * can't see it doesn't keep, and the hold says how much that is.
   */
  readonly query?: string | undefined
  /** A public-records request: what its search plan found, and nothing else. Only the request itself places and releases it. */
  readonly request?: string | undefined
  /** The evidence of an incident. It is known to whoever may know of the incident, and released from there, by two people. */
  readonly incident?: string | undefined
}

export interface LegalHoldRow {
  readonly id: string
  readonly agency: string
  readonly matter: string
  readonly kind: HoldKind
  readonly reason: string
  readonly criteria: HoldCriteria
  readonly placedBy: string
  readonly placedAt: string
  /** Entries of the log that were looked at when something was last found; none while it is being gathered. */
  readonly upTo: number
  /** Entries that it keeps. */
  readonly entries: number
  /** Records in scope of its query whose words nobody could look at, when it was last looked at. */
  readonly unseen: number
  /** What it keeps of what there was when it was placed isn't known yet: until then it keeps all of that. */
  readonly isGathering?: true
  readonly releaseAskedBy: string | null
  readonly releasedAt: string | null
}

/** Key of the row of `held` that keeps everything there was when a hold was placed, until what it keeps of it is known. */
export function gatheringKey(hold: string): string {
  return `${hold}#all`
}

export interface HoldNoticeRow {
  readonly hold: string
  readonly matter: string
  readonly person: string
  readonly text: string
  readonly at: string
  readonly acknowledgedAt: string | null
}
