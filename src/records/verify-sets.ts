import { inRanges } from '../core/destruction.ts'
import { parseEntry } from '../core/entry.ts'
import { type SetMember, setDigest } from './destruction-set.ts'
import type { Disposition } from './governing-entries.ts'
import type { LogSource } from './log-source.ts'
import type { Report } from './verify-report.ts'

/** Whether what each disposition names is the set whose digest was approved: the tree still says which parts there were. */
export function checkSets(source: LogSource, dispositions: readonly Disposition[], report: Report): void {
  for (const disposition of dispositions) {
    const { index, id, setSha256 } = disposition
    if (setSha256 === null || setDigest(members(source, disposition)) === setSha256) continue
    report.fault('disposition', index, 'its targets are not the set whose digest was approved', id)
  }
}

function* members(source: LogSource, { targets }: Disposition): Generator<SetMember> {
  const sorted = targets.toSorted((a, b) => a.first - b.first)
  const last = Math.max(...sorted.map((target) => target.last))
  const ranges = sorted.map((target) => [target.first, target.last] as const)
  for (const { index, entry } of source.entries(sorted[0]?.first ?? 0, false)) {
    if (index > last) return
    if (!inRanges(ranges, index)) continue
    const named = sorted.filter((target) => index >= target.first && index <= target.last).flatMap(({ parts }) => parts)
    const own = parseEntry(entry).parts.map(({ n }) => n)
    yield { index, parts: named.includes('*') ? own : own.filter((name) => named.includes(name)) }
  }
}
