import { inRanges } from '../core/destruction.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { Destruction } from '../records/verify-record.ts'
import { DISPOSITION, type DispositionRow } from '../retention/disposition-row.ts'

/** The disposition that took what stood at a place of the log; null: none did. */
export function destructionIn(rows: StateRows, index: number): Destruction | null {
  const dispositions = [...rows.all(DISPOSITION).values()] as DispositionRow[]
  const row = dispositions.find(
    ({ status, targets, kept }) =>
      (status === 'done' || status === 'destroying') && inRanges(targets, index) && !inRanges(kept, index),
  )
  if (row === undefined) return null
  const { id, finishedAt, rule, citation, schedule } = row
  return { disposition: id, at: finishedAt, rule, citation, schedule }
}
