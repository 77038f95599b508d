import type { ExchangeId } from '../core/ids.ts'
import type { Facet, RecordReader } from '../core/ports.ts'
import { RECORD_MARK, type RecordMark } from '../core/record-mark.ts'
import type { StateRows } from '../core/state-rows.ts'

/** Far longer than the index needs to see a mark, unless it is being built anew: then it reads marks with the records. */
const RECENT_MS = 600_000

/** Entries of exchanges that got a label of `without` a moment ago: the index may not know yet. */
export async function recentlyClosed(
  store: RecordReader,
  state: StateRows,
  now: number,
  without: readonly Facet[] | undefined,
): Promise<number[]> {
  const closing = (without ?? []).filter(({ name }) => name === 'label').map(({ value }) => value)
  if (closing.length === 0) return []
  const marks = [...state.all(RECORD_MARK)] as [ExchangeId, RecordMark][]
  const closed = marks.filter(
    ([, { labels, at }]) => at > now - RECENT_MS && labels.some((label) => closing.includes(label)),
  )
  const entries = await Promise.all(closed.map(([exchange]) => store.exchange(exchange)))
  return entries.flat().map(({ index }) => index)
}
