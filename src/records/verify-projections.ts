import { canonicalJson } from '../core/canonical-json.ts'
import type { StateChange } from '../core/record.ts'
import type { LogSource } from './log-source.ts'
import type { Report } from './verify-report.ts'

/**
 * What the store keeps beside the log must follow from the log. `hasGaps`: a `meta` was lawfully destroyed, and a row may
 * stand for what only it said.
 */
export function checkStates(
  source: LogSource,
  expected: ReadonlyMap<string, StateChange>,
  hasGaps: boolean,
  report: Report,
): void {
  const stored = new Map(source.state().map((row) => [`${row.kind}\0${row.key}`, row]))
  for (const [name, { kind, key, value }] of expected) {
    const row = stored.get(name)
    stored.delete(name)
    const isRemoved = value === null
    const agrees = isRemoved
      ? row === undefined
      : row !== undefined && canonicalJson(row.value) === canonicalJson(value)
    if (!agrees) report.fault('projection', null, `${kind} ${key} is not what the log says`)
  }
  if (hasGaps) return
  for (const { kind, key } of stored.values()) report.fault('projection', null, `${kind} ${key} is in no entry`)
}

export function checkSequences(
  source: LogSource,
  seen: ReadonlyMap<string, number>,
  isPartial: boolean,
  report: Report,
): void {
  const stored = new Map(source.sequences())
  for (const [instance, last] of seen) {
    if (stored.get(instance) !== last)
      report.fault('sequence', null, `${instance} is at ${stored.get(instance)}, its last entry is ${last}`)
    stored.delete(instance)
  }
  if (isPartial) return
  for (const [instance, last] of stored)
    if (last > 0) report.fault('sequence', null, `${instance} is at ${last} and has no entries`)
}

/**
 * The exchanges that have no end. Of a part of the log they are those that the store knows of: to find others means a look at
 * every entry.
 */
export function checkExchanges(source: LogSource, isPartial: boolean, report: Report): readonly string[] {
  if (isPartial) return source.markedOpen()
  for (const ref of source.twiceTerminated()) report.fault('exchange', null, `exchange ${ref} has ended more than once`)
  const endless = source.openExchanges()
  const open = new Set(endless)
  for (const ref of source.markedOpen()) {
    if (!open.delete(ref)) report.fault('projection', null, `exchange ${ref} is taken for open and has ended`)
  }
  for (const ref of open) report.fault('projection', null, `exchange ${ref} has no end and is not taken for open`)
  return endless
}
