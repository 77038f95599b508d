import { dayOf } from '../core/calendar.ts'
import type { HeldRows } from '../core/destruction.ts'
import { HELD, inRanges } from '../core/destruction.ts'
import { dueDay } from '../core/retention-period.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { type SetMember, setDigest } from '../records/destruction-set.ts'
import { DISPOSITION, type DispositionRow } from './disposition-row.ts'
import { dueFacts, dueOf, type GatheredExchange, gather } from './gather-exchanges.ts'
import { RETENTION_RULE, type RuleRow } from './rule-row.ts'
import { type WalkedEntry, walkLog } from './walk-log.ts'

/** Why records whose period is over stay for now. */
export type Exclusion = 'held' | 'undecided' | 'not-automatic' | 'proposed' | 'destroyed' | 'open'

/** What may go under one rule. */
export interface DueSet {
  readonly rule: RuleRow
  readonly exchanges: number
  /** Ascending. */
  readonly members: readonly SetMember[]
  readonly setSha256: string
}

export interface RetentionPlan {
  /** Calendar day in the profile's zone: everything listed was due on it. */
  readonly cutoff: string
  readonly size: number
  readonly due: readonly DueSet[]
  readonly excluded: readonly {
    readonly reason: Exclusion
    readonly series: string
    /** Holds that keep them, by id. */
    readonly holds: readonly string[]
    readonly exchanges: number
    readonly entries: number
  }[]
  /** Exchanges looked at whose period isn't over, or that no rule lets go. */
  readonly notDue: number
}

export interface PlanParts {
  readonly log: Parameters<typeof walkLog>[0]
  readonly rows: StateRows
  readonly policy: PolicySet
  readonly now: number
}

/**
 * What of an agency's records is due, by which rule, and what is due and stays, with the reason (MO-10, MO-30). The log's
 * order is that of time, so what is too new for every rule isn't looked at.
 */
export async function planRetention({ log, rows, policy, now }: PlanParts, agency: string): Promise<RetentionPlan> {
  const cutoff = dayOf(now, policy.profile.timezone)
  const rules = [...rows.all(RETENTION_RULE).values()] as RuleRow[]
  const size = await log.size()
  const facts = dueFacts(rows)
  const exchanges = new Map<string, GatheredExchange>()
  for await (const walked of walkLog(log, 0, size)) {
    if (isTooNew(walked, rules, cutoff)) break
    gather(exchanges, walked)
  }
  const held = [...rows.all(HELD).values()] as HeldRows[]
  const dispositions = [...rows.all(DISPOSITION).values()] as DispositionRow[]
  const due = new Map<string, { rule: RuleRow; exchanges: number; members: SetMember[] }>()
  const excluded = new Map<
    string,
    { reason: Exclusion; series: string; holds: string[]; exchanges: number; entries: number }
  >()
  let notDue = 0

  for (const exchange of exchanges.values()) {
    if (exchange.agency !== agency) continue
    const found = dueOf(exchange, rules, facts)
    if (found === null || found.day > cutoff) {
      notDue++
      continue
    }
    const { rule } = found
    const holds = held.filter(({ ranges }) => exchange.members.some(({ index }) => inRanges(ranges, index)))
    const reason = reasonToStay(exchange, rule, holds.length > 0, dispositions, policy)
    if (reason === null) {
      const set = due.get(rule.rule) ?? { rule, exchanges: 0, members: [] }
      set.exchanges++
      set.members.push(...exchange.members)
      due.set(rule.rule, set)
      continue
    }
    const ids = reason === 'held' ? [...new Set(holds.map(({ hold }) => hold))].sort() : []
    const key = [reason, rule.series, ...ids].join('\0')
    const group = excluded.get(key) ?? { reason, series: rule.series, holds: ids, exchanges: 0, entries: 0 }
    excluded.set(key, { ...group, exchanges: group.exchanges + 1, entries: group.entries + exchange.members.length })
  }
  return {
    cutoff,
    size,
    notDue,
    excluded: [...excluded.values()],
    due: [...due.values()].map((set) => {
      const members = set.members.toSorted((a, b) => a.index - b.index)
      return { ...set, members, setSha256: setDigest(members) }
    }),
  }
}

/** A hold beats everything, what is gone apart. */
export function reasonToStay(
  exchange: GatheredExchange,
  rule: RuleRow,
  isHeld: boolean,
  dispositions: readonly DispositionRow[],
  policy: PolicySet,
): Exclusion | null {
  const first = exchange.members[0]!.index
  const taken = dispositions.filter(({ targets }) => inRanges(targets, first))
  if (taken.some(({ status, kept }) => status === 'done' && !inRanges(kept, first))) return 'destroyed'
  if (isHeld) return 'held'
  if (exchange.closedAt === null) return 'open'
  if (taken.some(({ status }) => status === 'proposed' || status === 'destroying')) return 'proposed'
  const series = policy.retention.series[rule.series]
  if (series === undefined || series.undecided !== undefined) return 'undecided'
  if (rule.action === 'transfer') return null
  return rule.action === 'destroy' && series.autoDestroy ? null : 'not-automatic'
}

function isTooNew({ entry }: WalkedEntry, rules: readonly RuleRow[], cutoff: string): boolean {
  const createdAt = Date.parse(entry.time)
  return rules.every((rule) => {
    // A case isn't closed before what belongs to it was made.
    const day = dueDay(rule, { createdAt, closedAt: createdAt, caseClosed: dayOf(createdAt, rule.zone) })
    return day === null || day > cutoff
  })
}

/**
 * A plan for somebody who may not know of every hold, or of every series: what only those keep isn't told from what isn't due.
 */
export function withoutHidden(
  plan: RetentionPlan,
  visible: ReadonlySet<string>,
  walled: readonly string[] = [],
): RetentionPlan {
  let { notDue } = plan
  const groups = new Map<string, RetentionPlan['excluded'][number]>()
  for (const group of plan.excluded) {
    const holds = group.holds.filter((id) => visible.has(id))
    if (walled.includes(group.series) || (group.reason === 'held' && holds.length === 0)) {
      notDue += group.exchanges
      continue
    }
    const key = [group.reason, group.series, ...holds].join('\0')
    const known = groups.get(key) ?? { ...group, holds, exchanges: 0, entries: 0 }
    groups.set(key, {
      ...known,
      exchanges: known.exchanges + group.exchanges,
      entries: known.entries + group.entries,
    })
  }
  const due = plan.due.filter(({ rule }) => !walled.includes(rule.series))
  for (const { rule, exchanges } of plan.due) if (walled.includes(rule.series)) notDue += exchanges
  return { ...plan, due, notDue, excluded: [...groups.values()] }
}
