import type { DeliverableRow } from './deliverable-row.ts'

export type DeliverableState = 'begun' | 'written' | 'attested' | 'asked' | 'returned' | 'approved' | 'published'

/** How far a document is, in one word. */
export function stateOf({ text, attested, approval, published }: DeliverableRow): DeliverableState {
  if (published.length > 0 && attested !== null) return 'published'
  if (approval !== null) return approval.state
  if (attested !== null) return 'attested'
  return text === null ? 'begun' : 'written'
}
