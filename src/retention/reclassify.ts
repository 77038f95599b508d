import { toRanges } from '../core/destruction.ts'
import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { StateChange, StoredEntry } from '../core/record.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Ledger } from '../records/ledger.ts'
import { RECORDS_OFFICER } from './approve.ts'
import { notForRoles } from './refusals.ts'
import { SERIES_CHANGE, type SeriesChangeRow } from './series-change.ts'

export interface ReclassifyParts {
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
}

export interface Reclassification {
  readonly series: string | null
  readonly replaces: boolean
  readonly reason: string
}

const MAY_RECLASSIFY = [RECORDS_OFFICER, 'attorney']

/**
 * Assigns an exchange to the series that its content belongs to (MO-28). Periods count as the series says, from the record
 * and not from today; the longer of both counts, unless a records officer says that the first one doesn't apply.
 */
export async function reclassify(
  parts: ReclassifyParts,
  entries: readonly StoredEntry[],
  { series, replaces, reason }: Reclassification,
  caller: Principal,
): Promise<SeriesChangeRow | Refusal> {
  if (!MAY_RECLASSIFY.some((role) => caller.roles.includes(role)))
    return notForRoles('may-reclassify', 'Your roles don’t include record series.', 'Ask a records officer.', 'MO-28')
  if (replaces && !caller.roles.includes(RECORDS_OFFICER))
    return notForRoles('shorter', 'Only a records officer may set a series aside.', 'Ask a records officer.', 'MO-28')
  const { retention } = parts.policy()
  if (series !== null && retention.series[series] === undefined) return unknownSeries(Object.keys(retention.series))
  if (series !== null && series === retention.transitory)
    return refusal('disposition_refused', {
      clause: 'MO-07',
      rule: 'transitory',
      message: 'A record becomes transitory only by its author’s five statements and two confirmations.',
      next: 'Ask the author to say so: POST /api/v1/records/{id}/transitory.',
    })
  return writeSeries(parts, entries, { series, replaces, endedOn: null, reason }, caller)
}

/** The act itself, for whoever has asked whether it may be; further rows change with it. */
export async function writeSeries(
  { ledger, clock }: Pick<ReclassifyParts, 'ledger' | 'clock'>,
  entries: readonly StoredEntry[],
  decided: Pick<SeriesChangeRow, 'series' | 'replaces' | 'endedOn' | 'reason'>,
  caller: Principal,
  more: readonly StateChange[] = [],
): Promise<SeriesChangeRow> {
  const exchange = entries[0]!.ref!
  const row: SeriesChangeRow = { exchange, ...decided, by: caller.key, at: new Date(clock.now()).toISOString() }
  const { series, replaces, endedOn, reason } = decided
  const ranges = toRanges(entries.map(({ index }) => index)).map(([first, last]) => ({ first, last }))
  await ledger.write({
    type: 'admin',
    agency: caller.agency,
    actor: caller,
    meta: { action: 'reclassified', exchange, series, replaces, reason },
    body: { action: 'reclassify', exchange, series, replaces, ended_on: endedOn, ranges },
    state: [{ kind: SERIES_CHANGE, key: exchange, value: row }, ...more],
  })
  return row
}

function unknownSeries(known: readonly string[]): Refusal {
  return refusal('malformed_body', {
    clause: 'MO-28',
    rule: 'series',
    message: 'Your policy has no such record series.',
    next: `Name one of ${known.join(', ')}.`,
  })
}
