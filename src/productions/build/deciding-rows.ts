import { RECORD_MARK } from '../../core/record-mark.ts'
import { CODING, type CodingRow } from '../../core/records-request.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { LogOnAThread } from '../../records/log-on-a-thread.ts'
import { PRODUCTION_DECISION, PRODUCTION_PATTERN, type ProductionRow } from '../production-row.ts'
import { compactCodings } from './compact-codings.ts'

/** The state that decides what a package holds, of one production, as a thread of its own reads it. */
export async function decidingRows(log: LogOnAThread, { id, request }: ProductionRow): Promise<StateRows> {
  const codings = compactCodings(request)
  for await (const { value } of log.state(CODING, `${request}|`)) codings.add(value as CodingRow)
  const kinds = new Map<string, Map<string, unknown>>()
  for (const [kind, prefix] of [
    [RECORD_MARK, ''],
    [PRODUCTION_PATTERN, `${id}#`],
    [PRODUCTION_DECISION, `${id}|`],
  ] as const) {
    const rows = new Map<string, unknown>()
    for await (const { key, value } of log.state(kind, prefix)) rows.set(key, value)
    kinds.set(kind, rows)
  }
  return {
    get: (kind, key) => (kind === CODING ? codings.get(key.slice(request.length + 1)) : kinds.get(kind)?.get(key)),
    all: (kind) => kinds.get(kind) ?? new Map(),
  }
}
