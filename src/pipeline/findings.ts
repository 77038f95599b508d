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

interface Run {
  /** The first record of it, by which it is known. */
  readonly key: string
  readonly refused: readonly { readonly at: number; readonly record: string }[]
}

/**
 * What the data path notices by itself. Each is counted in one row of state, which is written with the record of the
 * exchange that it happened in; nothing here refuses anything, and nobody is named.
 */
export interface Findings {
  noticed(found: Found, now: number): StateChange
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

  /** Clause MO-21: somebody words the same again and again until it passes, perhaps; a person looks. */
  function repeated({ id, principal, policy, declarations }: Exchange, now: number): StateChange[] {
    const types = Object.values(policy.incidents.types).filter((type) => type?.whenRefused !== undefined)
    if (principal === undefined || types.length === 0) return []
    return types.flatMap((type) => {
      const { times, minutes, notPurposes } = type!.whenRefused!
      if (notPurposes.includes(declarations?.purpose.id ?? '')) return []
      const name = `${type!.id}|${principal.key}`
      const before = (runs.get(name)?.refused ?? []).filter(({ at }) => at > now - minutes * 60_000)
      const refused = [...before, { at: now, record: id }].slice(-times)
      const isSame = before.length > 0
      const key = isSame ? runs.get(name)!.key : id
      runs.delete(name)
      runs.set(name, { key, refused })
      if (runs.size > COUNTED_MAX) runs.delete(runs.keys().next().value!)
      if (refused.length < times) return []
      const records = refused.map(({ record }) => record)
      const about = { kind: 'detection' } as const
      return [noticed({ type: type!.id, key, agency: principal.agency, about, records }, now)]
    })
  }

  return {
    noticed,
    refused(exchange, { code, rule }, now) {
      if (OF_CONTENT.has(code)) return repeated(exchange, now)
      if (code !== 'detector_unavailable') return []
      return [noticed({ type: 'service-fault', key: rule, agency: null, about: { kind: 'detection' } }, now)]
    },
  }
}
