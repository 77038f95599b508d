import type { AuditFacts } from './audit-facts.ts'

/** State kind of system audits, by number. A row holds no word of what was written: that stands in the entries. */
export const SYSTEM_AUDIT = 'system-audit'

/** State kind, by system: the audit of it that is under way, and the last one that was closed. */
export const AUDIT_COURSE = 'audit-course'

export interface AuditCourse {
  /** Number of the one under way; null: none is. */
  readonly open: string | null
  /** `YYYY-MM-DD`, with the number of the audit; null: none was closed in the gateway. */
  readonly closed: { readonly number: string; readonly on: string } | null
}

/** `open`: under way; `closed`: concluded, though findings may still be open; `abandoned`: it came to nothing. */
export type AuditState = 'open' | 'closed' | 'abandoned'

export const CONCLUSIONS = ['satisfactory', 'with-findings', 'unsatisfactory'] as const
export type Conclusion = (typeof CONCLUSIONS)[number]

/** `open`: its owner has to answer; `answered`: the auditor has to look at that; the others are its ends. */
export type FindingState = 'open' | 'answered' | 'accepted' | 'withdrawn'

export interface AuditFinding {
  /** `F1`, `F2`: in the order in which they were written. */
  readonly id: string
  /** A severity of `oversight.yaml`, by its id. */
  readonly severity: string
  /** Principal key, or work e-mail address, of whoever mends it. */
  readonly owner: string
  /** `YYYY-MM-DD`: the last day by which it is to be mended. */
  readonly due: string
  readonly state: FindingState
  /** How often it was answered, and how often the auditor gave an answer back. */
  readonly answers: number
  readonly returns: number
}

export interface Person {
  /** Principal key. */
  readonly key: string
  readonly name: string
}

export type AuditStepKind =
  | 'start'
  | 'hand-over'
  | 'reassign'
  | 'scope'
  | 'find'
  | 'extend'
  | 'withdraw'
  | 'respond'
  | 'accept'
  | 'return'
  | 'close'
  | 'abandon'

export interface AuditStepTaken {
  readonly kind: AuditStepKind
  /** RFC 3339 UTC. */
  readonly at: string
  readonly entry: string
  /** Principal key. */
  readonly by: string
  /** The finding that it is about; null: the audit. */
  readonly finding: string | null
  /** Digest of the form that it was sent with: the same form again does nothing. */
  readonly form: string
}

/** Clauses MS-55, MO-47: an audit of one AI system, as its steps have made it. */
export interface AuditRow {
  readonly number: string
  readonly agency: string
  readonly system: string
  /** Principal key, or work e-mail address, of whoever audits. */
  readonly auditor: string
  /** The same of whoever answers for the system. */
  readonly owner: string
  readonly startedAt: string
  /** `YYYY-MM-DD`: when it was due. */
  readonly due: string
  /** Whole days that it looks at, first and last. */
  readonly period: { readonly from: string; readonly to: string }
  readonly state: AuditState
  /** What was looked at, as it was last gathered; null: nothing yet. */
  readonly scope: AuditFacts | null
  readonly findings: readonly AuditFinding[]
  readonly conclusion: Conclusion | null
  readonly closedAt: string | null
  /** With its end: that day, when the next one is due, and whether the policy in force took that over. */
  readonly next: { readonly on: string; readonly due: string; readonly isInForce: boolean } | null
  readonly steps: readonly AuditStepTaken[]
}

/** Whether somebody has still to do something about a finding. */
export function isUnresolved({ state }: Pick<AuditFinding, 'state'>): boolean {
  return state === 'open' || state === 'answered'
}

/** Whether a finding wasn’t mended by its day. */
export function isLate(finding: Pick<AuditFinding, 'state' | 'due'>, today: string): boolean {
  return isUnresolved(finding) && today > finding.due
}
