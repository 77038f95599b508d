import { HELD, type HeldRows, inRanges } from '../core/destruction.ts'
import { parseEntry } from '../core/entry.ts'
import type { StoredEntry } from '../core/record.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { dueFacts, dueOf, type GatheredExchange, gather } from '../retention/gather-exchanges.ts'
import { LEGAL_HOLD, type LegalHoldRow } from '../retention/hold-row.ts'
import { RETENTION_RULE, type RuleRow } from '../retention/rule-row.ts'

/** Under which series a record is kept, until when, and what holds it besides. */
export interface RecordKeeping {
  readonly series: string
  /** Calendar day from which it may go; null: no rule lets it go, or not yet. */
  readonly until: string | null
  /** Matters of holds that everybody may know of who sees the record. */
  readonly holds: readonly string[]
}

export function recordKeeping(policy: PolicySet, rows: StateRows, entries: readonly StoredEntry[]): RecordKeeping {
  const exchanges = new Map<string, GatheredExchange>()
  for (const { index, entry } of entries) gather(exchanges, { index, entry: parseEntry(Buffer.from(entry)) })
  const [exchange] = exchanges.values()
  const rules = [...rows.all(RETENTION_RULE).values()] as RuleRow[]
  const series = exchange?.members[0]?.series ?? ''
  const held = ([...rows.all(HELD).values()] as HeldRows[]).filter(
    ({ isSilent, ranges }) => isSilent !== true && entries.some(({ index }) => inRanges(ranges, index)),
  )
  const holds = [...new Set(held.map(({ hold }) => hold))].flatMap((id) => {
    const row = rows.get(LEGAL_HOLD, id) as LegalHoldRow | undefined
    return row === undefined ? [] : [row.matter]
  })
  return {
    series: policy.retention.series[series]?.name ?? series,
    until: exchange === undefined ? null : (dueOf(exchange, rules, dueFacts(rows))?.day ?? null),
    holds,
  }
}
