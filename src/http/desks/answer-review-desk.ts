import { ANSWER_REVIEW, type AnswerReview, type ReviewCheck, type ReviewResult } from '../../core/answer-mark.ts'
import type { Clock, ExchangeId } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import { isPerson, type Principal, principalKey } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import { TERMINAL_TYPES } from '../../core/record.ts'
import { RECORD_MARK } from '../../core/record-mark.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import { markOf } from '../../records/exchange-facts.ts'
import { type Ledger, writeOr } from '../../records/ledger.ts'
import { readTurn } from '../chat/read-turn.ts'
import { isExposed } from '../chat/turn-view.ts'

/** What a person says of an answer of theirs: that they checked it (clauses MS-32, MO-42), the same by page and by API. */
export interface AnswerReviewDesk {
  review(
    caller: Principal,
    exchange: string,
    said: { readonly checked: readonly ReviewCheck[]; readonly result: ReviewResult; readonly note: string },
  ): Promise<AnswerReview | Refusal>
  /** Takes it back; the log keeps both. Resolves with the review that stood. */
  withdraw(caller: Principal, exchange: string, reason: string): Promise<AnswerReview | Refusal>
}

export function createAnswerReviewDesk(parts: {
  readonly store: Pick<RecordReader, 'exchange'>
  readonly ledger: Ledger
  readonly clock: Clock
}): AnswerReviewDesk {
  const { store, ledger, clock } = parts
  const given = (exchange: string): AnswerReview | undefined =>
    ledger.state.get(ANSWER_REVIEW, exchange) as AnswerReview | undefined
  const marked = (exchange: string, reviewed: boolean) => ({
    kind: RECORD_MARK,
    key: exchange,
    value: { ...markOf(ledger.state, exchange), reviewed, at: clock.now() },
  })

  /** What counsel says of the record in the same moment, at whichever gateway, stays. */
  const basis = (exchange: string) =>
    [ANSWER_REVIEW, RECORD_MARK].map((kind) => ({
      kind,
      key: exchange,
      value: ledger.state.get(kind, exchange) ?? null,
    }))

  /** Null: it is an answer of theirs, and nobody said that it shouldn’t have been asked for. */
  async function mayNot(caller: Principal, exchange: string): Promise<Refusal | null> {
    if (!isPerson(caller)) return people()
    if (isExposed(ledger.state, exchange)) return unknown()
    const entries = await store.exchange(exchange as ExchangeId)
    const meta = entries.find(({ type }) => type === 'prompt')?.parts['meta']
    const { principal } = (meta == null ? {} : readJson(meta.toString('utf8'))) as { principal?: Principal }
    if (principal === undefined || principalKey(principal) !== caller.key) return unknown()
    const end = entries.find(({ type }) => TERMINAL_TYPES.has(type))
    const isAnswered = end?.type === 'response' || (readTurn(entries)?.answer?.text ?? '') !== ''
    return isAnswered ? null : unknown()
  }

  return {
    async review(caller, exchange, { checked, result, note }) {
      const refused = await mayNot(caller, exchange)
      if (refused !== null) return refused
      if (given(exchange) !== undefined)
        return notNow('You have reviewed this answer.', 'Withdraw that review first, with a reason.')
      const name = caller.email ?? caller.subject
      const at = new Date(clock.now()).toISOString()
      const value: AnswerReview = { agency: caller.agency, by: caller.key, name, at, checked, result }
      const act = {
        type: 'review' as const,
        agency: caller.agency,
        actor: caller,
        meta: { action: 'review-answer', exchange, checked, result },
        ...(note === '' ? {} : { body: { note } }),
        state: [{ kind: ANSWER_REVIEW, key: exchange, value }, marked(exchange, true)],
        basis: basis(exchange),
      }
      const written = await writeOr(ledger, act, changedMeanwhile)
      return 'code' in written ? written : value
    },
    async withdraw(caller, exchange, reason) {
      const refused = await mayNot(caller, exchange)
      if (refused !== null) return refused
      const review = given(exchange)
      if (review === undefined) return notNow('There is no review of this answer to withdraw.', 'Review it first.')
      const { checked, result, at: reviewedAt } = review
      const act = {
        type: 'review' as const,
        agency: caller.agency,
        actor: caller,
        meta: { action: 'withdraw-review', exchange, checked, result, reviewedAt },
        body: { reason },
        state: [{ kind: ANSWER_REVIEW, key: exchange, value: null }, marked(exchange, false)],
        basis: basis(exchange),
      }
      const written = await writeOr(ledger, act, changedMeanwhile)
      return 'code' in written ? written : review
    },
  }
}

function people(): Refusal {
  return refusal('audience_not_granted', {
    rule: 'review',
    clause: 'MS-32',
    message: 'Only a person can say that they checked an answer; an app can’t.',
    next: 'Let the person who checked it say so with their own sign-in.',
  })
}

function unknown(): Refusal {
  return refusal('route_not_governed', {
    rule: 'review',
    clause: 'MS-32',
    message: 'You have no answer with this record.',
    next: 'Take the record’s number from the answer.',
  })
}

function changedMeanwhile(): Refusal {
  return notNow(
    'Something about this answer has changed at the same moment.',
    'Look at it as it is now, and say it again.',
  )
}

function notNow(message: string, next: string): Refusal {
  return refusal('conflict', { rule: 'review', clause: 'MS-32', message, next })
}
