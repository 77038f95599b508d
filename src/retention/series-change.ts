import type { StateRows } from '../core/state-rows.ts'

/** State kind of what people assigned to another record series, by exchange: the last decision counts. */
export const SERIES_CHANGE = 'record-series-change'

export interface SeriesChangeRow {
  readonly exchange: string
  /** The series that it belongs to by its content (MO-28); null: back to the one that it was recorded under. */
  readonly series: string | null
  /** False: the longer of both counts. True: a records officer decided that the first one doesn't apply. */
  readonly replaces: boolean
  /** Calendar day on which the action that the record served was complete; of transitory records only. */
  readonly endedOn: string | null
  readonly by: string
  /** RFC 3339 UTC. */
  readonly at: string
  readonly reason: string
}

/** Series that an entry of an exchange is under, now. */
export function seriesInForce(recordedUnder: string, change: SeriesChangeRow | undefined): readonly string[] {
  if (change === undefined || change.series === null) return [recordedUnder]
  return change.replaces ? [change.series] : [...new Set([recordedUnder, change.series])]
}

export function seriesChangeOf(rows: StateRows, exchange: string): SeriesChangeRow | undefined {
  return rows.get(SERIES_CHANGE, exchange) as SeriesChangeRow | undefined
}
