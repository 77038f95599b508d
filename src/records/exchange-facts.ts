import { DESTROYED_OPENLY, type IndexRange, inRanges } from '../core/destruction.ts'
import { principalKey } from '../core/principal.ts'
import { readJson } from '../core/read-json.ts'
import type { StoredEntry } from '../core/record.ts'
import { NO_MARK, RECORD_MARK, type RecordMark } from '../core/record-mark.ts'
import type { StateRows } from '../core/state-rows.ts'

interface PromptMeta {
  readonly principal?: { readonly issuer: string; readonly subject: string; readonly unit: string }
  readonly declared?: { readonly purpose?: { readonly id: string | null } }
}

/** Whose an exchange is and what it was for, as its record says; null where it says nothing or no more. */
export interface ExchangeFacts {
  readonly agency: string
  readonly owner: string | null
  readonly unit: string | null
  readonly purpose: string | null
  readonly labels: readonly string[]
}

/** Throws on an exchange without entries. */
export function exchangeFacts(entries: readonly StoredEntry[], state: StateRows): ExchangeFacts {
  const [first] = entries
  if (first === undefined) throw new Error('an exchange has entries')
  const { agency } = JSON.parse(first.entry) as { agency: string }
  const bytes = first.parts['meta']
  const { principal, declared } = (bytes ? readJson(bytes.toString('utf8')) : {}) as PromptMeta
  const { labels } = markOf(state, first.ref ?? '')
  return {
    agency,
    owner: principal === undefined ? null : principalKey(principal),
    // Refused before anybody knew who asked: nobody's, and so of no unit. So is what went, where the disposition could tell.
    unit: bytes || wasOpen(state, first.index) ? (principal?.unit ?? '') : null,
    purpose: declared?.purpose?.id ?? null,
    labels,
  }
}

/** Whether content that is gone stood behind no wall. */
function wasOpen(state: StateRows, index: number): boolean {
  return ([...state.all(DESTROYED_OPENLY).values()] as (readonly IndexRange[])[]).some((ranges) =>
    inRanges(ranges, index),
  )
}

/** What was decided about an exchange since it was recorded. */
export function markOf(state: StateRows, exchange: string): RecordMark {
  return (state.get(RECORD_MARK, exchange) as RecordMark | undefined) ?? NO_MARK
}
