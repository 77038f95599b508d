import { readJson } from '../core/read-json.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { StoredFacts } from '../policy/stored-facts.ts'
import { createChangeTally, type TallyRow } from './change-tally.ts'
import { turnedDecision } from './turned-decision.ts'

/** What is recorded of an exchange, as far as a replay needs it. */
export interface RecordedExchange {
  readonly ref: string | null
  /** Canonical JSON; null: destroyed. */
  readonly meta: Buffer | null
}

/** What a candidate would have answered to what was recorded. */
export interface ReplayReport {
  readonly candidate: { readonly version: string; readonly digest: string }
  /** Exchanges whose facts are on record. */
  readonly replayed: number
  /** Refused before the policy was asked, or recorded before facts were: nothing to decide anew. */
  readonly withoutFacts: number
  readonly destroyed: number
  readonly allowToRefuse: number
  readonly refuseToAllow: number
  readonly rows: readonly TallyRow[]
}

interface RecordedMeta {
  readonly facts?: StoredFacts
  /** Present exactly where the policy allowed, whatever stopped the exchange later. */
  readonly rule?: string
  readonly refusal?: { readonly code: string }
}

/** Asks a candidate about each recorded exchange. Streams: it holds counts and a few record ids. */
export function replay(candidate: PolicySet, recorded: Iterable<RecordedExchange>): ReplayReport {
  const tally = createChangeTally()
  let replayed = 0
  let withoutFacts = 0
  let destroyed = 0
  for (const { ref, meta } of recorded) {
    if (meta === null) {
      destroyed++
      continue
    }
    const { facts, rule, refusal } = readJson(meta.toString()) as RecordedMeta
    if (facts === undefined || ref === null) {
      withoutFacts++
      continue
    }
    replayed++
    const refusedFor = rule === undefined ? (refusal?.code ?? 'refused') : null
    const turned = turnedDecision(candidate, { record: ref, facts, refusedFor })
    if (turned !== null) tally.add(turned)
  }
  return {
    candidate: { version: candidate.version, digest: candidate.digest },
    replayed,
    withoutFacts,
    destroyed,
    allowToRefuse: tally.count('allow→refuse'),
    refuseToAllow: tally.count('refuse→allow'),
    rows: tally.rows(),
  }
}
