import type { RequestRoute } from '../core/access-request.ts'
import type { AdvisorySeat, ApprovalSeat, RequestKind } from '../policy/schema/approvals.ts'
import type { Ask, Requester, Signature, Terms } from './approval-row.ts'

/** What is asked, with everything that the policy made of it then. */
export interface Asked {
  readonly ask: Ask
  readonly terms: Terms
  readonly needs: readonly AdvisorySeat[]
  readonly to: RequestRoute
}

/** What a step changes, with everything that was worked out as it was taken: replaying it asks neither policy nor clock. */
export type StepChange =
  | (Asked & {
      readonly kind: 'send'
      readonly number: string
      readonly request: RequestKind
      readonly agency: string
      readonly unit: string
      readonly requester: Requester
      readonly form: string | null
    })
  | (Asked & { readonly kind: 'resubmit' })
  | {
      readonly kind: 'approve'
      readonly seat: ApprovalSeat
      readonly terms: Terms
      readonly signature: Signature
    }
  | { readonly kind: 'return' | 'deny'; readonly seat: ApprovalSeat }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'revoke' }

export interface ApprovalStep {
  /** The entry that it is. */
  readonly entry: string
  /** RFC 3339 UTC. */
  readonly at: string
  /** Principal key and name of who takes it. */
  readonly by: string
  readonly name: string
  /** Principal key of whom they stand in for; null: nobody. */
  readonly insteadOf: string | null
  readonly change: StepChange
}
