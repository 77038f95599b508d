import { RECORD_MARK } from '../../core/record-mark.ts'
import { CODING, type Coding, type CodingRow } from '../../core/records-request.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { LogOnAThread } from '../../records/log-on-a-thread.ts'
import { PRODUCTION_DECISION, PRODUCTION_PATTERN, type ProductionRow } from '../production-row.ts'

/** The state that decides what a package holds, of one production, as a thread of its own reads it. */
export async function decidingRows(log: LogOnAThread, { id, request }: ProductionRow): Promise<StateRows> {
  const codings = await readCodings(log, request)
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
    get: (kind, key) => (kind === CODING ? codings(key) : kinds.get(kind)?.get(key)),
    all: (kind) => kinds.get(kind) ?? new Map(),
  }
}

/** A hundred thousand codings differ in little but their exchange and time, and are kept so. */
async function readCodings(log: LogOnAThread, request: string): Promise<(key: string) => CodingRow | undefined> {
  const kinds: { readonly coding: Coding; readonly exemptions: readonly string[]; readonly by: string }[] = []
  const known = new Map<string, number>()
  const byExchange = new Map<string, number>()
  const said: number[] = []
  const at: number[] = []
  for await (const { value } of log.state(CODING, `${request}|`)) {
    const { coding, exemptions, by, exchange, at: when } = value as CodingRow
    const name = JSON.stringify([coding, exemptions, by])
    let kind = known.get(name)
    if (kind === undefined) {
      kind = kinds.push({ coding, exemptions, by }) - 1
      known.set(name, kind)
    }
    byExchange.set(exchange, said.push(kind) - 1)
    at.push(Date.parse(when))
  }
  return (key) => {
    const exchange = key.slice(request.length + 1)
    const place = byExchange.get(exchange)
    if (place === undefined) return undefined
    return { request, exchange, ...kinds[said[place]!]!, at: new Date(at[place]!).toISOString() }
  }
}
