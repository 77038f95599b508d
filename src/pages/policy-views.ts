import type { Choice, SubjectKind, SystemStatus } from './catalog-views.ts'
import type { Link, Told } from './frame.ts'

/** The policy in force, as staff read it. */
export interface PolicyView {
  readonly version: string
  readonly digest: string
  readonly liveSince: string
  readonly signers: readonly string[]
  /** Rows that differ in their unit only are one. */
  readonly uses: readonly {
    readonly system: Link
    /** What was approved is stopped for everybody. */
    readonly isStopped: boolean
    readonly purpose: string
    readonly who: SubjectKind
    /** Null: every unit. */
    readonly units: string | null
    readonly maxClass: string
    readonly mode: string
    readonly until: string
    readonly clauses: string
  }[]
  readonly prohibited: readonly { readonly name: string; readonly clauses: string }[]
  readonly exceptions: { readonly inForce: number; readonly thisMonth: number; readonly threshold: number }
  readonly versions: readonly PolicyVersion[]
  readonly maySeeCase: boolean
}

/** One that was in force, from the log. */
export interface PolicyVersion {
  readonly digest: string
  readonly version: string
  readonly since: string
  readonly isNow: boolean
}

export interface PolicyChangesView {
  readonly before: PolicyVersion
  readonly after: PolicyVersion
  readonly sections: readonly { readonly heading: string; readonly sentences: readonly string[] }[]
}

export const CASE_FIELDS = [
  'issuer',
  'client',
  'subjectType',
  'unit',
  'role',
  'assurance',
  'model',
  'purpose',
  'class',
  'mode',
] as const
export type CaseField = (typeof CASE_FIELDS)[number]

/** "Test a case": made-up facts, the gateway’s own answer. */
export interface PolicyCaseView {
  readonly choices: Readonly<Record<CaseField, readonly Choice[]>>
  readonly asked: Readonly<Partial<Record<CaseField | 'trained', string>>>
  /** Null: nothing was asked yet. */
  readonly answer: {
    readonly isAllowed: boolean
    readonly rule: string
    /** Null: it is allowed. */
    readonly told: Told | null
    readonly clause: string | null
    readonly policy: string
    readonly dataClass: string
    readonly classFrom: string
    readonly steps: readonly {
      readonly rule: string
      readonly result: string
      readonly clauses: string
      readonly at: string
    }[]
    readonly obligations: readonly string[]
    readonly wouldChange: readonly string[] | null
  } | null
  /** Fields that say nothing that there is. */
  readonly wrong: readonly CaseField[]
  /** Why there is no answer. */
  readonly error: Told | null
}

export interface ConformanceView {
  readonly policy: string
  readonly counts: readonly { readonly status: string; readonly count: number }[]
  readonly clauses: readonly {
    readonly id: string
    readonly says: string
    readonly reach: string
    readonly status: string
    readonly reason: string | null
    readonly tests: readonly string[]
  }[]
  readonly status: string
}

/** What the public may know of each system. Exactly these fields, and no others. */
export interface RegisterEntry {
  readonly id: string
  readonly name: string
  /** Empty: the policy doesn’t say, as of applications that are passed on whole. */
  readonly provider: string
  readonly agency: string
  readonly status: SystemStatus
  readonly purposes: readonly string[]
  readonly usedBy: readonly SubjectKind[]
  readonly dataClass: string
  /** `none`, `inform`, `recommend`, `decide`: the farthest that its use may go. */
  readonly decisionMode: string
  readonly approvedUntil: string
  readonly assessments: readonly { readonly kind: string; readonly on: string }[]
  /** What people affected are told; empty: its uses affect nobody outside. */
  readonly affected: readonly { readonly notice: string; readonly appeal: string }[]
}

export interface RegisterView {
  readonly agency: string
  readonly asOf: string
  readonly systems: readonly RegisterEntry[]
  readonly contact: { readonly text: string; readonly phone: string; readonly url: string }
}
