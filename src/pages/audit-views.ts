import type { Choice } from './catalog-views.ts'
import type { Link, Told } from './frame.ts'

/** When a system is to be audited. */
export interface AuditDueLine {
  readonly id: string
  readonly system: string
  /** Null: it never was. */
  readonly last: string | null
  readonly due: string
  readonly isOverdue: boolean
  /** From when on calls are refused for want of an audit. */
  readonly closes: string
  readonly months: number
  /** The audit under way; null: none is. */
  readonly audit: string | null
}

export interface AuditLine {
  readonly number: string
  readonly system: string
  readonly state: 'open' | 'closed' | 'abandoned'
  readonly started: string
  readonly conclusion: 'satisfactory' | 'with-findings' | 'unsatisfactory' | null
  /** Findings that somebody has still to do something about, and those of them that are overdue. */
  readonly openFindings: number
  readonly lateFindings: number
}

export interface AuditsView {
  /** Null: not theirs to read; they only answer. */
  readonly due: readonly AuditDueLine[] | null
  readonly audits: readonly AuditLine[]
  /** Systems whose audit this person may start; empty: none. */
  readonly startable: readonly Choice[]
  readonly values: Readonly<Record<string, string>>
  readonly error: Told | null
}

export interface AuditFindingView {
  readonly id: string
  readonly severity: string
  readonly owner: string
  readonly due: string
  readonly isLate: boolean
  readonly state: 'open' | 'answered' | 'accepted' | 'withdrawn'
  /** What was found, as its auditor wrote it. */
  readonly text: string
  /** It is theirs to answer now. */
  readonly mayAnswer: boolean
  /** The last day that its severity allows, `YYYY-MM-DD`. */
  readonly latest: string
}

export interface AuditStepView {
  readonly kind:
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
  readonly finding: string | null
  readonly at: string
  readonly by: string
  /** To whom it was given, or the new day. */
  readonly to: string | null
  readonly reason: string
}

/** What the log tells of the system, in numbers that people read. */
export interface AuditScopeView {
  readonly policy: string
  readonly answers: string
  readonly isWhole: boolean
  readonly drawn: readonly Link[]
  readonly probes: { readonly runs: string; readonly alarms: string }
  /** Null: they weren’t counted yet. */
  readonly canaries: { readonly runs: string; readonly missed: string } | null
  /** Null: known to whoever gathered it alone. */
  readonly incidents: { readonly total: string; readonly open: string; readonly high: string } | null
  readonly exceptions: { readonly total: string; readonly inForce: string }
  readonly drift: string
  readonly stops: string
  readonly decisions: { readonly total: string; readonly open: string; readonly overdue: string }
}

export interface AuditView {
  readonly number: string
  readonly system: string
  readonly state: AuditLine['state']
  readonly conclusion: AuditLine['conclusion']
  readonly auditor: string
  readonly owner: string
  readonly started: string
  readonly due: string
  readonly from: string
  readonly to: string
  readonly next: { readonly due: string; readonly isInForce: boolean } | null
  readonly scope: AuditScopeView | null
  readonly findings: readonly AuditFindingView[]
  readonly steps: readonly AuditStepView[]
  /** It is theirs to carry out. */
  /** They keep the register of emerging risks (MS-62). */
  readonly mayRecordRisk: boolean
  readonly isAuditor: boolean
  /** They answer for the system. */
  readonly isOwner: boolean
  /** They audit systems, and may take it over from somebody else. */
  readonly mayTake: boolean
  readonly version: number
  readonly severities: readonly Choice[]
  readonly values: Readonly<Record<string, string>>
  readonly error: Told | null
}
