/** State kind of emerging risks, by number. A row holds no word of what was written: that stands in the entries. */
export const EMERGING_RISK = 'emerging-risk'

/** `open`: something is to be done; `treated`: it was; `accepted`: it is lived with; `closed`: it came to its end. */
export const RISK_STATES = ['open', 'treated', 'accepted', 'closed'] as const
export type RiskState = (typeof RISK_STATES)[number]

export const RISK_LEVELS = ['low', 'medium', 'high'] as const
export type RiskLevel = (typeof RISK_LEVELS)[number]

/** What showed it. */
export const RISK_SOURCES = ['incident', 'audit', 'probe', 'drift', 'person'] as const
export type RiskSource = (typeof RISK_SOURCES)[number]

/** `look`: nothing changes but when it is looked at next. */
export const RISK_STEPS = ['open', 'look', 'assess', 'assign', 'treat', 'accept', 'reopen', 'close'] as const
export type RiskStepKind = (typeof RISK_STEPS)[number]

export interface RiskStepTaken {
  readonly kind: RiskStepKind
  /** RFC 3339 UTC. */
  readonly at: string
  readonly entry: string
  /** Principal key. */
  readonly by: string
  /** Digest of the form that it was sent with: the same form again does nothing. */
  readonly form: string
}

/** Clause MS-62: a risk that nobody had thought of when a system was approved, as its steps have made it. */
export interface RiskRow {
  readonly number: string
  readonly agency: string
  /** A system of the catalog; null: it is about the use of AI at all. */
  readonly system: string | null
  readonly source: RiskSource
  /** Number of the incident or audit, or the id of the probe; null: nothing is named. */
  readonly reference: string | null
  readonly level: RiskLevel
  /** A duty of `roles.yaml`: whoever holds it answers for the risk. */
  readonly owner: string
  /** `YYYY-MM-DD`: the day by which it is looked at again; null once it is closed. */
  readonly nextLook: string | null
  readonly state: RiskState
  /** With its end: a finding of `oversight.yaml`, by its id. */
  readonly finding: string | null
  readonly steps: readonly RiskStepTaken[]
}

/** Whether somebody should have looked at it again by now. */
export function isRiskOverdue({ nextLook }: Pick<RiskRow, 'nextLook'>, today: string): boolean {
  return nextLook !== null && today > nextLook
}
