import { ANSWER_REVIEW, type AnswerReview } from '../core/answer-mark.ts'
import type { ExchangeId } from '../core/ids.ts'
import type { RecordReader } from '../core/ports.ts'
import { type Principal, principalKey } from '../core/principal.ts'
import { readJson } from '../core/read-json.ts'
import { type StoredEntry, TERMINAL_TYPES } from '../core/record.ts'
import { EXPOSED } from '../core/record-mark.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { markOf } from '../records/exchange-facts.ts'
import type { UsedAnswer } from './statement.ts'

export interface UsedAnswerParts {
  readonly store: Pick<RecordReader, 'exchange'>
  readonly rows: StateRows
  readonly policy: () => PolicySet
}

/**
 * What the record says of an answer of somebody’s own; null: it isn’t theirs, there was no answer, or what was recorded of
 * it is gone. Nothing here is told by whoever makes the statement.
 */
export async function usedAnswer(
  { store, rows, policy }: UsedAnswerParts,
  caller: Principal,
  record: string,
  language: string,
): Promise<UsedAnswer | null> {
  // What its asker said shouldn’t have been sent is used for nothing.
  if (markOf(rows, record).labels.includes(EXPOSED)) return null
  const entries = await store.exchange(record as ExchangeId)
  const asked = metaOf(entries.find(({ type }) => type === 'prompt'))
  const end = entries.find(({ type }) => TERMINAL_TYPES.has(type))
  const answered = metaOf(end)
  if (asked?.principal === undefined || answered === null || end?.type !== 'response') return null
  if (principalKey(asked.principal) !== caller.key || asked.system === undefined) return null
  const { systems, purposes, disclosures } = policy()
  const system = systems.find(({ id }) => id === asked.system)
  const purpose = asked.declared?.purpose?.id ?? ''
  const names = purposes[purpose]?.name
  const review = rows.get(ANSWER_REVIEW, record) as AnswerReview | undefined
  return {
    record,
    system: system?.name ?? asked.system,
    model: answered.model ?? asked.model ?? '',
    provider: system?.vendor.name ?? '',
    at: end.time,
    purpose: names?.[language] ?? names?.[disclosures.languages[0]!] ?? purpose,
    review: review === undefined ? null : { name: review.name, checked: review.checked },
  }
}

interface ExchangeMeta {
  readonly principal?: { readonly issuer: string; readonly subject: string }
  readonly system?: string
  readonly model?: string
  readonly declared?: { readonly purpose?: { readonly id: string | null } }
}

function metaOf(entry: StoredEntry | undefined): ExchangeMeta | null {
  const bytes = entry?.parts['meta']
  return bytes ? (readJson(bytes.toString('utf8')) as ExchangeMeta) : null
}
