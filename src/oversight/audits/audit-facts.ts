/**
 * What the log tells of a system in the period of its audit: numbers and references, gathered by the gateway and never typed
 * in. Canaries are those that the gateway ran by itself: what somebody asks by hand is a question like any other.
 */
export interface AuditFacts {
  /** The policy in force when it was gathered. */
  readonly policy: string
  /** Recorded answers of the system, without what is behind the wall of privilege, and those that were drawn to be looked at. */
  readonly answers: number
  readonly drawn: readonly string[]
  /** Whether all were counted: they weren’t where there were too many, or where the auditor may search no records. */
  readonly isWhole: boolean
  /** Runs of bias probes, and those that found more than chance explains. */
  readonly probes: { readonly runs: number; readonly alarms: number }
  /** Canaries that the gateway asked, and those that weren’t answered as expected; absent: gathered before they were counted. */
  readonly canaries?: { readonly runs: number; readonly missed: number }
  /** Incidents about it that whoever gathered this may know of; null: kept from everybody else. */
  readonly incidents: { readonly total: number; readonly open: number; readonly high: number } | null
  /** Exceptions of the policy that name it, and those in force. */
  readonly exceptions: { readonly total: number; readonly inForce: number }
  /** How often a model answered as another version than the approved one. */
  readonly drift: number
  /** Emergency stops of it that are in force. */
  readonly stops: number
  /** Decisions that a recommendation of it took part in, without what is behind the wall. */
  readonly decisions: { readonly total: number; readonly open: number; readonly overdue: number }
}
