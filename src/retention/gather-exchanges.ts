import type { EntryType } from '../core/record.ts'
import { TERMINAL_TYPES } from '../core/record.ts'
import { dueDay, longestDueDay } from '../core/retention-period.ts'
import { type RuleRow, rulesFor } from './rule-row.ts'
import type { WalkedEntry } from './walk-log.ts'

/** The entries of one exchange: they are kept, and go, together (MO-39). */
export interface GatheredExchange {
  readonly members: {
    readonly index: number
    readonly parts: readonly string[]
    readonly createdAt: number
    readonly series: string
  }[]
  readonly agency: string
  /** When its terminal entry was written, milliseconds since the epoch; null while it is open. */
  closedAt: number | null
}

/** Takes an entry to the exchange that it belongs to; what belongs to none, acts of governance among it, is never disposed of. */
export function gather(exchanges: Map<string, GatheredExchange>, { index, entry }: WalkedEntry): void {
  const { ref, agency = '', series = '', time, type, parts } = entry
  if (ref === undefined) return
  const exchange: GatheredExchange = exchanges.get(ref) ?? { members: [], agency, closedAt: null }
  const createdAt = Date.parse(time)
  exchange.members.push({ index, parts: parts.map(({ n }) => n), createdAt, series })
  if (TERMINAL_TYPES.has(type as EntryType)) exchange.closedAt = createdAt
  exchanges.set(ref, exchange)
}

/** The day from which all of an exchange may go, and the rule that says so last; null: no rule lets it go, or not yet known. */
export function dueOf(exchange: GatheredExchange, rules: readonly RuleRow[]): { day: string; rule: RuleRow } | null {
  let latest: { day: string; rule: RuleRow } | null = null
  for (const { createdAt, series } of exchange.members) {
    const facts = { createdAt, closedAt: exchange.closedAt, caseClosed: null }
    const applicable = rulesFor(rules, series, createdAt)
    const day = longestDueDay(applicable, facts)
    if (day === null) return null
    const rule = applicable.findLast((one) => dueDay(one, facts) === day)!
    if (latest === null || day > latest.day) latest = { day, rule }
  }
  return latest
}
