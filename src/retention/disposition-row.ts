import type { IndexRange } from '../core/destruction.ts'

/** State kind of dispositions, by id. */
export const DISPOSITION = 'disposition'

/** State kind of approvals, by `disposition|person`: one each, so that two at once don't undo each other. */
export const DISPOSITION_APPROVAL = 'disposition-approval'

/** An archive's receipt for a copy of the records. */
export interface TransferReceipt {
  readonly archive: string
  readonly reference: string
  /** Calendar day. */
  readonly on: string
}

export interface DispositionRow {
  readonly id: string
  readonly agency: string
  readonly status: 'proposed' | 'withdrawn' | 'destroying' | 'done'
  readonly rule: string
  readonly citation: string
  readonly schedule: string | null
  /** Calendar day. */
  readonly cutoff: string
  /** The frozen set: entries with all their parts. */
  readonly targets: readonly IndexRange[]
  readonly exchanges: number
  readonly entries: number
  readonly setSha256: string
  /** What was due and left out, when it was proposed. */
  readonly excluded: number
  readonly proposedBy: string
  readonly proposedAt: string
  readonly reason: string
  /** Decided by hand, for a series that nothing lets go by itself: counsel and a records officer approve it (MO-30). */
  readonly byHand: boolean
  /** What the archive gave for records that went there first (MO-28); null: nothing goes there. */
  readonly receipt: TransferReceipt | null
  /** Ids that its `disposition` and `disposition_done` entries have, fixed before they are written. */
  readonly entry: string
  readonly doneEntry: string
  /** What a hold kept after all. */
  readonly kept: readonly IndexRange[]
  readonly finishedAt: string | null
}

export interface ApprovalRow {
  readonly disposition: string
  readonly by: string
  /** The role by which they approve. */
  readonly role: string
  readonly at: string
  /** The digest that they saw. */
  readonly setSha256: string
}
