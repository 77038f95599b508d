import { dayOf } from '../core/calendar.ts'
import { inRanges } from '../core/destruction.ts'
import type { ParsedEntry } from '../core/entry.ts'
import { dueDay } from '../core/retention-period.ts'
import type { Disposition, GoverningEntries, RetentionRule, SeriesChange } from './governing-entries.ts'

/** Whether the absence or presence of a part is what the log’s dispositions say. */
export interface DestructionJudge {
  /** Null when the absence of a part is lawful; else why it isn’t. */
  absent(index: number, entry: ParsedEntry, part: string): string | null
  /** Null unless a part is still there that a disposition reports as destroyed. */
  present(index: number, part: string): string | null
}

/** Roles that let go together what no rule lets go (MO-30). */
const BY_HAND = ['attorney', 'records-officer']

/** The five rules of a verifier over what was destroyed (records.md 2.9). */
export function judgeDestruction(governing: GoverningEntries): DestructionJudge {
  const { dispositions, holds, rules } = governing
  const covering = (index: number, part: string): Disposition[] =>
    dispositions.filter(({ targets }) =>
      targets.some(
        ({ first, last, parts }) => index >= first && index <= last && (parts.includes('*') || parts.includes(part)),
      ),
    )

  /** Why a disposition gives no authority over this entry; null when it does. */
  function breach(disposition: Disposition, index: number, { time, series = '' }: ParsedEntry): string | null {
    const { index: at, rule: name, cutoff, approvers } = disposition
    const by = `disposition ${at}`
    if (approvers < 2) return `was destroyed by ${by}, which fewer than two people approved`
    const rule = rules.get(name)
    if (rule === undefined || rule.index > at) return `was destroyed by ${by} under ${name}, which was no rule then`
    const change = governing.changes.findLast((one) => one.index < at && inRanges(one.ranges, index))
    const inForce = seriesInForce(series, change)
    if (!inForce.includes(rule.series)) return `was destroyed by ${by} under ${name}, a rule of series ${rule.series}`
    if (rule.action === 'transfer' && !disposition.hasReceipt)
      return `was destroyed by ${by} without the receipt of the archive that it belongs to`
    const isByHand = disposition.byHand && BY_HAND.every((role) => disposition.roles.includes(role))
    if (rule.retain === 'indefinite' && !isByHand)
      return `was destroyed by ${by} under ${name}, which keeps it indefinitely`
    const caseClosed = change?.endedOn ?? caseClosedOn(index, at)
    const days = inForce
      .flatMap((one) => versionsFor(one, time, at))
      .filter(({ retain }) => !isByHand || retain !== 'indefinite')
      .map((version) => dayFor(version, time, caseClosed))
    const due = laterOf(days)
    if (due === null) return `was destroyed by ${by} under ${name}, though a rule of ${rule.series} doesn’t let it go`
    if (due > cutoff || cutoff > dayOf(Date.parse(disposition.time), rule.zone))
      return `was destroyed prematurely by ${by}: kept until ${due}, its cutoff is ${cutoff}`
    const hold = holds.find((held) => index >= held.first && index <= held.last && held.from < at && held.until > at)
    return hold === undefined ? null : `was destroyed under hold by ${by}: ${hold.matter} held it`
  }

  /** The versions of a series' rule that a record is under: a shorter one doesn't shorten what exists. */
  function versionsFor(series: string, time: string, before: number): RetentionRule[] {
    const own = [...rules.values()].filter((rule) => rule.series === series && rule.index < before)
    return own.filter((_rule, i) => own[i + 1] === undefined || Date.parse(own[i + 1]!.time) > Date.parse(time))
  }

  /** The day on which the case of an entry was closed, as the log had it before an index. */
  function caseClosedOn(index: number, before: number): string | null {
    const known = governing.closings.filter((one) => one.index < before)
    const last = known.findLast((one) => inRanges(one.ranges, index))
    // A later closing of the same case says what belonged to it then.
    return last !== undefined && known.findLast((one) => one.case === last.case) === last ? last.closedOn : null
  }

  return {
    absent(index, entry, part) {
      const authorities = covering(index, part)
      if (authorities.length === 0) return 'is missing and no disposition covers it'
      const breaches = authorities.map((disposition) =>
        disposition.failures.has(`${index} ${part}`)
          ? `is gone, though disposition ${disposition.index} reports that it was kept`
          : breach(disposition, index, entry),
      )
      return breaches.includes(null) ? null : breaches[0]!
    },
    present(index, part) {
      const done = covering(index, part).find((one) => one.done !== null && !one.failures.has(`${index} ${part}`))
      return done === undefined ? null : `is still there although disposition ${done.index} reports it destroyed`
    },
  }
}

/** The series that an entry is under. */
function seriesInForce(recordedUnder: string, change: SeriesChange | undefined): readonly string[] {
  if (change === undefined || change.series === null) return [recordedUnder]
  return change.replaces ? [change.series] : [recordedUnder, change.series]
}

/**
 * When a version lets a record go; null: never. The end of an exchange isn't looked up: a series that counts from it is judged
 * from the record itself, which is never later.
 */
function dayFor(rule: RetentionRule, time: string, caseClosed: string | null): string | null {
  const createdAt = Date.parse(time)
  return dueDay(rule, { createdAt, closedAt: createdAt, caseClosed })
}

function laterOf(days: readonly (string | null)[]): string | null {
  return days.includes(null) ? null : (days as string[]).reduce((latest, day) => (day > latest ? day : latest), '')
}
