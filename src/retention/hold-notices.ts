import type { StateChange } from '../core/record.ts'
import type { HoldOrder } from './hold-order.ts'
import { HOLD_NOTICE, type HoldNoticeRow, type LegalHoldRow } from './hold-row.ts'

/** What custodians are told when a hold is placed. An investigation tells nobody. */
export function noticesFor(hold: LegalHoldRow, { custodians, notice }: HoldOrder): StateChange[] {
  if (hold.kind === 'investigation') return []
  const text = notice ?? `Keep everything that concerns ${hold.matter}. Nothing of it may be destroyed or changed.`
  return (custodians ?? hold.criteria.people ?? []).map((person) => {
    const row: HoldNoticeRow = {
      hold: hold.id,
      matter: hold.matter,
      person,
      text,
      at: hold.placedAt,
      acknowledgedAt: null,
    }
    return { kind: HOLD_NOTICE, key: `${hold.id}|${person}`, value: row }
  })
}
