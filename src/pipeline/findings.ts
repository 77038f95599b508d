import { type AutomaticFinding, FINDING, happenedAgain } from '../core/finding.ts'
import type { StateChange } from '../core/record.ts'
import type { Refusal, RefusalCode } from '../core/refusal-codes.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { Exchange } from './exchange.ts'

/** Refusals of what somebody wrote. That somebody may not use a system says nothing about them. */
const OF_CONTENT: ReadonlySet<RefusalCode> = new Set([
  'data_class_not_permitted',
  'content_not_inspectable',
  'acceptable_use',
])

/** People whose refusals are counted at a time; beyond, those who were quiet longest are forgotten. */
const COUNTED_MAX = 10_000

type Found = Omit<AutomaticFinding, 'first' | 'last' | 'count'>

/** Records that a finding names at most: the latest. */
const RECORDS_MAX = 10

interface Run {
  /** The first record of it, by which it is known. */
  readonly key: string
  readonly seen: readonly { readonly at: number; readonly record: string }[]
  readonly disguises: readonly string[]
}

/** What is counted, under which rule of `incidents.yaml`, and how many of its latest records are kept. */
interface Counting {
  readonly name: 'refused' | 'disguised'
  readonly type: string
  readonly rule: { readonly times: number; readonly minutes: number; readonly notPurposes: readonly string[] }
  readonly kept: number
  readonly disguises?: readonly string[]
}

/**
 * What the data path notices by itself. Each is counted in one row of state, which is written with the record of the
 * exchange that it happened in; nothing here refuses anything, and nobody is named.
 */
export interface Findings {
  noticed(found: Found, now: number): StateChange
  /** What an inspected request adds where personal data in it was disguised; it goes on as it would have. */
  disguised(exchange: Exchange, now: number): readonly StateChange[]
  /** What a request adds that looks like a decision which nobody declared: one for each system and app. */
  hinted(exchange: Exchange, now: number): readonly StateChange[]
  /** What a refusal adds to what was noticed before. */
  refused(exchange: Exchange, refused: Refusal, now: number): readonly StateChange[]
}

export function createFindings(rows: StateRows): Findings {
  /** Counts of this process run ahead of what is durable, so that what happens at the same moment is all counted. */
  const ahead = new Map<string, AutomaticFinding>()
  const runs = new Map<string, Run>()

  function noticed(found: Found, now: number): StateChange {
    const name = `${found.type}|${found.key}`
    const durable = rows.get(FINDING, name) as AutomaticFinding | undefined
    const own = ahead.get(name)
    const known = own !== undefined && own.count >= (durable?.count ?? 0) ? own : durable
    const value = happenedAgain(known, found, new Date(now).toISOString())
    ahead.set(name, value)
    return { kind: FINDING, key: name, value }
  }

  /** Counts one more of a person’s exchanges; a run of them is one finding, known by its first record, and by nobody’s name. */
  function counted(
    { id, principal, declarations }: Exchange,
    now: number,
    { name, type, rule, kept, disguises = [] }: Counting,
  ): StateChange[] {
    const { times, minutes, notPurposes } = rule
    if (principal === undefined || notPurposes.includes(declarations?.purpose.id ?? '')) return []
    const run = `${name}|${type}|${principal.key}`
    const known = runs.get(run)
    const before = (known?.seen ?? []).filter(({ at }) => at > now - minutes * 60_000)
    const isSame = known !== undefined && before.length > 0
    const seen = [...before, { at: now, record: id }].slice(-kept)
    const key = isSame ? known.key : id
    const shown = [...new Set([...(isSame ? known.disguises : []), ...disguises])]
    runs.delete(run)
    runs.set(run, { key, seen, disguises: shown })
    if (runs.size > COUNTED_MAX) runs.delete(runs.keys().next().value!)
    if (seen.length < times) return []
    const records = seen.map(({ record }) => record)
    const about = { kind: 'detection', ...(shown.length > 0 && { disguises: shown }) } as const
    return [noticed({ type, key, agency: principal.agency, about, records }, now)]
  }

  /** Clause MO-21: somebody words the same again and again until it passes, perhaps; a person looks. */
  function repeated(exchange: Exchange, now: number): StateChange[] {
    return Object.values(exchange.policy.incidents.types).flatMap((type) => {
      const rule = type?.whenRefused
      return rule === undefined
        ? []
        : counted(exchange, now, { name: 'refused', type: type!.id, rule, kept: rule.times })
    })
  }

  return {
    noticed,
    disguised(exchange, now) {
      const disguises = Object.keys(exchange.inspection?.coverage.disguised ?? {})
      if (disguises.length === 0) return []
      return Object.values(exchange.policy.incidents.types).flatMap((type) => {
        const rule = type?.whenDisguised
        if (rule === undefined) return []
        const kept = Math.max(rule.times, RECORDS_MAX)
        return counted(exchange, now, { name: 'disguised', type: type!.id, rule, kept, disguises })
      })
    },
    hinted({ id, hint, policy, principal, system, declarations }, now) {
      if (hint === undefined || principal === undefined || system === undefined) return []
      const about = { kind: 'use', system: system.id, client: principal.client } as const
      const key = `${principal.agency}|${about.system}|${about.client}`
      return Object.values(policy.incidents.types).flatMap((type) => {
        const rule = type?.whenVerdict
        if (rule === undefined || rule.notPurposes.includes(declarations?.purpose.id ?? '')) return []
        const found = { type: type!.id, key, agency: principal.agency, about }
        const before =
          ahead.get(`${found.type}|${key}`) ?? (rows.get(FINDING, `${found.type}|${key}`) as AutomaticFinding)
        return [noticed({ ...found, records: [...(before?.records ?? []), id].slice(-RECORDS_MAX) }, now)]
      })
    },
    refused(exchange, { code, rule }, now) {
      if (OF_CONTENT.has(code)) return repeated(exchange, now)
      if (code !== 'detector_unavailable') return []
      return [noticed({ type: 'service-fault', key: rule, agency: null, about: { kind: 'detection' } }, now)]
    },
  }
}
