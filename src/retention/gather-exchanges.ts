import type { EntryType } from '../core/record.ts'
import { TERMINAL_TYPES } from '../core/record.ts'
import { dueDay, longestDueDay, type RetentionFacts } from '../core/retention-period.ts'
import type { StateRows } from '../core/state-rows.ts'
import { caseClosings } from './case-closing.ts'
import { type RuleRow, rulesFor } from './rule-row.ts'
import { type SeriesChangeRow, seriesChangeOf, seriesInForce } from './series-change.ts'
import type { WalkedEntry } from './walk-log.ts'

/** The entries of one exchange: they are kept, and go, together (MO-39). */
export interface GatheredExchange {
  readonly ref: string
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
  const exchange: GatheredExchange = exchanges.get(ref) ?? { ref, members: [], agency, closedAt: null }
  const createdAt = Date.parse(time)
  exchange.members.push({ index, parts: parts.map(({ n }) => n), createdAt, series })
  if (TERMINAL_TYPES.has(type as EntryType)) exchange.closedAt = createdAt
  exchanges.set(ref, exchange)
}

/** What else decides how long an exchange is kept. */
export interface DueFacts {
  readonly changeOf: (exchange: string) => SeriesChangeRow | undefined
  readonly caseClosed: (index: number) => string | null
}

/** As the log's projections have it. */
export function dueFacts(rows: StateRows): DueFacts {
  return { changeOf: (exchange) => seriesChangeOf(rows, exchange), caseClosed: caseClosings(rows) }
}

export interface Due {
  /** Calendar day. */
  readonly day: string
  /** The rule that says so last. */
  readonly rule: RuleRow
}

/** The day from which all of an exchange may go; null: no rule lets it go, or not yet known. */
export function dueOf(exchange: GatheredExchange, rules: readonly RuleRow[], facts: DueFacts): Due | null {
  let latest: Due | null = null
  for (const member of exchange.members) {
    const { applicable, known } = judged(exchange, member, rules, facts)
    const day = longestDueDay(applicable, known)
    if (day === null) return null
    const rule = applicable.findLast((one) => dueDay(one, known) === day)!
    if (latest === null || day > latest.day) latest = { day, rule }
  }
  return latest
}

/**
 * The same for what people decide to let go by hand (MO-30): a rule that keeps without end doesn't count, though every other
 * period must be over. Null while one of these isn't known; where there is none, the day is before all days.
 */
export function dueByHand(exchange: GatheredExchange, rules: readonly RuleRow[], facts: DueFacts): Due | null {
  let latest: Due | null = null
  let endless: RuleRow | undefined
  for (const member of exchange.members) {
    const { applicable, known } = judged(exchange, member, rules, facts)
    endless ??= applicable.find(({ retain }) => retain === 'indefinite')
    for (const rule of applicable.filter(({ retain }) => retain !== 'indefinite')) {
      const day = dueDay(rule, known)
      if (day === null) return null
      if (latest === null || day > latest.day) latest = { day, rule }
    }
  }
  return endless === undefined ? latest : { day: latest?.day ?? '', rule: endless }
}

/** The rules that an entry of an exchange is under, and what they count from. */
function judged(
  { ref, closedAt }: GatheredExchange,
  { series, createdAt, index }: GatheredExchange['members'][number],
  rules: readonly RuleRow[],
  facts: DueFacts,
): { applicable: readonly RuleRow[]; known: RetentionFacts } {
  const change = facts.changeOf(ref)
  return {
    applicable: seriesInForce(series, change).flatMap((one) => rulesFor(rules, one, createdAt)),
    known: { createdAt, closedAt, caseClosed: change?.endedOn ?? facts.caseClosed(index) },
  }
}
