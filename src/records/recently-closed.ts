import type { Facet } from '../core/ports.ts'
import { PRIVILEGED, RECORD_MARK, type RecordMark } from '../core/record-mark.ts'
import type { StateRows } from '../core/state-rows.ts'

/** Far longer than the index needs to see a mark, unless it is being built anew: then it reads marks with the records. */
const RECENT_MS = 600_000

/** Exchanges that counsel closed a moment ago: the index may not know yet. */
export function recentlyClosed(state: StateRows, now: number): Facet[] {
  const marks = [...state.all(RECORD_MARK)] as [string, RecordMark][]
  return marks
    .filter(([, { labels, at }]) => at > now - RECENT_MS && labels.includes(PRIVILEGED))
    .map(([exchange]) => ({ name: 'exchange', value: exchange }))
}
