import { dayAfter, dayOf } from '../core/calendar.ts'
import type { ParsedEntry } from '../core/entry.ts'
import type { Disposition, GoverningEntries } from './governing-entries.ts'

/** Whether the absence or presence of a part is what the log’s dispositions say. */
export interface DestructionJudge {
  /** Null when the absence of a part is lawful; else why it isn’t. */
  absent(index: number, entry: ParsedEntry, part: string): string | null
  /** Null unless a part is still there that a disposition reports as destroyed. */
  present(index: number, part: string): string | null
}

/** The five rules of a verifier over what was destroyed (records.md 2.9). */
export function judgeDestruction({ dispositions, holds, rules }: GoverningEntries): DestructionJudge {
  const covering = (index: number, part: string): Disposition[] =>
    dispositions.filter(({ targets }) =>
      targets.some(
        ({ first, last, parts }) => index >= first && index <= last && (parts.includes('*') || parts.includes(part)),
      ),
    )

  /** Why a disposition gives no authority over this entry; null when it does. */
  function breach(disposition: Disposition, index: number, { time, series }: ParsedEntry): string | null {
    const { index: at, rule: name, cutoff, approvers } = disposition
    const by = `disposition ${at}`
    if (approvers < 2) return `was destroyed by ${by}, which fewer than two people approved`
    const rule = rules.get(name)
    if (rule === undefined || rule.index > at) return `was destroyed by ${by} under ${name}, which was no rule then`
    if (rule.series !== series) return `was destroyed by ${by} under ${name}, a rule of series ${rule.series}`
    if (rule.retain === 'indefinite') return `was destroyed by ${by} under ${name}, which keeps it indefinitely`
    const due = dayAfter(dayOf(Date.parse(time), rule.zone), rule.retain)
    if (due > cutoff || cutoff > dayOf(Date.parse(disposition.time), rule.zone))
      return `was destroyed prematurely by ${by}: kept until ${due}, its cutoff is ${cutoff}`
    const hold = holds.find((held) => index >= held.first && index <= held.last && held.from < at && held.until > at)
    return hold === undefined ? null : `was destroyed under hold by ${by}: ${hold.matter} held it`
  }

  return {
    absent(index, entry, part) {
      const authorities = covering(index, part)
      if (authorities.length === 0) return 'is missing and no disposition covers it'
      const breaches = authorities.map((disposition) => breach(disposition, index, entry))
      return breaches.includes(null) ? null : breaches[0]!
    },
    present(index, part) {
      const done = covering(index, part).find((one) => one.done !== null && !one.failures.has(`${index} ${part}`))
      return done === undefined ? null : `is still there although disposition ${done.index} reports it destroyed`
    },
  }
}
