import type { AuditFacts } from './audit-facts.ts'
import type { AuditFinding, AuditRow, Conclusion, Person } from './audit-row.ts'

/** What a step changes; whatever was worked out as it was taken stands in it, so that replaying asks neither policy nor clock. */
export type AuditChange =
  | ({ readonly kind: 'start' } & Pick<
      AuditRow,
      'number' | 'agency' | 'system' | 'auditor' | 'owner' | 'due' | 'period'
    >)
  /** Somebody else audits. */
  | { readonly kind: 'hand-over'; readonly to: string }
  /** Somebody else answers for the system. */
  | { readonly kind: 'reassign'; readonly to: string }
  | { readonly kind: 'scope'; readonly facts: AuditFacts }
  | ({ readonly kind: 'find' } & Pick<AuditFinding, 'severity' | 'owner' | 'due'> & { readonly finding: string })
  | { readonly kind: 'extend'; readonly finding: string; readonly due: string }
  | { readonly kind: 'withdraw' | 'respond' | 'accept' | 'return'; readonly finding: string }
  | {
      readonly kind: 'close'
      readonly conclusion: Conclusion
      readonly next: NonNullable<AuditRow['next']>
    }
  | { readonly kind: 'abandon' }

export interface AuditStep {
  /** Its own entry. */
  readonly entry: string
  /** RFC 3339 UTC. */
  readonly at: string
  readonly by: Person
  readonly form: string
  readonly change: AuditChange
}
