import type { AdvisorySeat } from '../../policy/schema/approvals.ts'
import type { AssessedFacts, AssessmentRow } from './assessment-row.ts'

/** What a step changes; the policy's part in it was worked out as it was taken, so that replaying asks neither policy nor clock. */
export type AssessmentChange =
  | ({ readonly kind: 'open'; readonly facts: AssessedFacts } & Pick<AssessmentRow, 'number' | 'agency' | 'system'> & {
        readonly of: AssessmentRow['kind']
      })
  | { readonly kind: 'write' | 'submit'; readonly facts: AssessedFacts }
  | {
      readonly kind: 'accept' | 'return'
      readonly seat: AdvisorySeat
      /** Principal key of whom they stand in for; null: nobody. */
      readonly insteadOf: string | null
      /** Of the text that they read. */
      readonly digest: string
    }
  | { readonly kind: 'supersede'; readonly by: string }

export interface AssessmentStep {
  /** Its own entry; for what took an assessment's place, the entry of the other one's acceptance. */
  readonly entry: string
  /** RFC 3339 UTC. */
  readonly at: string
  /** Principal key and name of who takes it. */
  readonly by: { readonly key: string; readonly name: string }
  readonly form: string
  readonly change: AssessmentChange
}
