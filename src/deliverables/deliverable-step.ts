import type { RequestRoute } from '../core/access-request.ts'
import type { ReviewCheck } from '../core/answer-mark.ts'
import type { Approval, CitationState, DeliverableRow, DeliverableText, Format } from './deliverable-row.ts'

/** What can become of a deliverable. A change holds all that was worked out when it was taken. */
export type DeliverableChange =
  | ({ readonly kind: 'begin' } & Pick<DeliverableRow, 'id' | 'agency' | 'unit' | 'owner' | 'ownerName' | 'exchanges'>)
  | { readonly kind: 'describe'; readonly exchanges: readonly string[] }
  | { readonly kind: 'write'; readonly text: Omit<DeliverableText, 'entry'> }
  | { readonly kind: 'check-citations'; readonly citations: readonly CitationState[] }
  | { readonly kind: 'attest'; readonly checked: readonly ReviewCheck[] }
  | { readonly kind: 'ask-approval'; readonly to: RequestRoute }
  | { readonly kind: 'approve' | 'return'; readonly by: NonNullable<Approval['by']> }
  | { readonly kind: 'publish'; readonly format: Format; readonly sha256: string }

export type DeliverableStepKind = DeliverableChange['kind']

export interface DeliverableStep {
  /** Its own entry. */
  readonly entry: string
  /** RFC 3339 UTC. */
  readonly at: string
  readonly change: DeliverableChange
}
