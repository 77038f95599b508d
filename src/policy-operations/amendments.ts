import type { StateRows } from '../core/state-rows.ts'
import type { NamedAmendment } from '../policy/amend.ts'
import type { Amendment } from '../policy/schema/amendment.ts'

/** State kind: what was approved in the gateway and is in force beside the files, by the number of its approval. */
export const POLICY_AMENDMENT = 'policy-amendment'

export interface AmendmentRow {
  readonly id: string
  /** RFC 3339 UTC: they are laid over the files in this order. */
  readonly at: string
  readonly change: Amendment
}

/** All of them, oldest first. */
export function amendmentsIn(rows: Pick<StateRows, 'all'>): NamedAmendment[] {
  return ([...rows.all(POLICY_AMENDMENT).values()] as AmendmentRow[])
    .toSorted((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))
    .map(({ id, change }) => ({ id, change }))
}
