import type { ExchangeId } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { EXPOSED } from '../../core/record-mark.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { IncidentCase } from '../../incidents/incident-row.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { behindWall, isCounsel } from '../../policy/record-access.ts'
import { exchangeFacts } from '../../records/exchange-facts.ts'
import { readTurn } from '../chat/read-turn.ts'

/** A record that an incident speaks of, as those who work on it read it: what was sent, and what was answered. */
export interface ShownEvidence {
  readonly record: string
  /** With placeholders, as it was sent; null: withheld, or gone. */
  readonly sent: string | null
  readonly answer: string | null
  readonly system: string | null
  /** It is privileged, or its asker said that it shouldn’t have been sent: the incident alone opens neither. */
  readonly isWithheld: boolean
}

export interface EvidenceParts {
  readonly store: Pick<RecordReader, 'exchange'>
  readonly rows: StateRows
  readonly policy: PolicySet
}

/** Whoever works on an incident sees its own evidence and no other record; no wall opens for it. */
export async function evidenceOf(
  { store, rows, policy }: EvidenceParts,
  { about, evidence }: IncidentCase,
  caller: Principal,
): Promise<readonly ShownEvidence[]> {
  const records = [...(about === null ? [] : [about.exchange]), ...evidence]
  return Promise.all(
    records.map(async (record) => {
      const entries = await store.exchange(record as ExchangeId)
      const nothing = { record, sent: null, answer: null, system: null }
      if (entries.length === 0) return { ...nothing, isWithheld: false }
      const facts = exchangeFacts(entries, rows)
      const isHidden = facts.labels.includes(EXPOSED) && !holds(caller, policy.access.exposure.roles)
      if (isHidden || (behindWall(policy, facts) && !isCounsel(policy, caller))) return { ...nothing, isWithheld: true }
      const turn = readTurn(entries)
      const answer = turn?.answer?.text ?? null
      return { record, sent: turn?.sent ?? null, answer, system: turn?.system ?? null, isWithheld: false }
    }),
  )
}

function holds({ roles }: Principal, wanted: readonly string[]): boolean {
  return wanted.some((role) => roles.includes(role))
}
