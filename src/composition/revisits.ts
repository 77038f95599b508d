import { ANSWER_REVIEW, type AnswerReview } from '../core/answer-mark.ts'
import { dayOf } from '../core/calendar.ts'
import type { ExchangeId } from '../core/ids.ts'
import { type Principal, principalKey } from '../core/principal.ts'
import { readJson } from '../core/read-json.ts'
import { EXPOSED } from '../core/record-mark.ts'
import { uuidV7Time } from '../core/uuid-v7.ts'
import { DELIVERABLE, type DeliverableRow } from '../deliverables/deliverable-row.ts'
import { type SearchParts, searchWithin } from '../http/record-search.ts'
import { DECISION_RECORD, type DecisionRow } from '../oversight/decisions/decision-row.ts'
import { createRevisitDraws, type OwnAnswers, type RevisitDraws } from '../oversight/revisits/draw-revisits.ts'
import { createRevisits, type Revisits } from '../oversight/revisits/revisits.ts'
import type { SamplePeriod } from '../oversight/sampling/sample-period.ts'
import { ownReach } from '../policy/record-access.ts'
import { startOfDay } from '../policy/zoned-day.ts'
import { markOf } from '../records/exchange-facts.ts'

const PAGE = 500
/** Beyond that, those that were asked last are drawn from. */
const READ_MAX = 5_000

/** What people look at again of their own, and who draws it. */
export function openRevisits(parts: SearchParts): {
  readonly revisits: Revisits
  readonly draws: RevisitDraws
} {
  const draws = createRevisitDraws({ ...parts, answers: ownAnswers(parts) })
  return { draws, revisits: createRevisits({ ...parts, draws }) }
}

/** Clause MS-62: people's own answers, from the rows that say what became of them, and from the index. */
function ownAnswers(parts: SearchParts): OwnAnswers {
  const { policy, store, ledger } = parts
  const rows = ledger.state

  const isWithin = ({ from, to }: SamplePeriod, exchange: string): boolean => {
    const day = dayOf(uuidV7Time(exchange), policy().profile.timezone)
    return from <= day && day < to
  }

  return {
    kept(period) {
      const kept = new Map<string, Set<string>>()
      const keep = (key: string, exchange: string): void => {
        if (isWithin(period, exchange)) kept.set(key, (kept.get(key) ?? new Set()).add(exchange))
      }
      for (const [exchange, { by, result }] of [...rows.all(ANSWER_REVIEW)] as [string, AnswerReview][])
        if (result !== 'rejected') keep(by, exchange)
      for (const { asker, decider, state, exchange } of [...rows.all(DECISION_RECORD).values()] as DecisionRow[])
        if (state === 'decided' && decider?.key === asker) keep(asker, exchange)
      for (const { owner, exchanges } of [...rows.all(DELIVERABLE).values()] as DeliverableRow[])
        for (const exchange of exchanges) keep(owner, exchange)
      return new Map([...kept].map(([key, exchanges]) => [key, [...exchanges]]))
    },
    async all({ key, agency }, { from, to }) {
      const { timezone } = policy().profile
      const subject = key.slice(key.indexOf('|') + 1)
      const search = searchWithin(parts, ownReach({ agency, subject }))
      const [after, before] = [from, to].map((day) => new Date(startOfDay(day, timezone)).toISOString()) as [
        string,
        string,
      ]
      const found = new Set<string>()
      let cursor: string | null = null
      do {
        const asked = {
          query: `type:response after:${after} before:${before}`,
          limit: PAGE,
          total: false,
          snippets: false,
        }
        const page = await search({ ...asked, ...(cursor === null ? {} : { cursor }) })
        // An index that hasn't come so far would draw from a part, and the draw stands.
        if (page.lag > 0 && ((await store.entry(page.upTo))?.time ?? before) < before) return null
        for (const { ref } of page.hits) if (ref !== null) found.add(ref)
        cursor = page.cursor
      } while (cursor !== null && found.size < READ_MAX)
      return [...found]
    },
    async isTheirs({ key }, exchange) {
      if (markOf(rows, exchange).labels.includes(EXPOSED)) return false
      const entries = await store.exchange(exchange as ExchangeId)
      const meta = entries.find(({ type }) => type === 'prompt')?.parts['meta']
      const { principal } = (meta == null ? {} : readJson(meta.toString('utf8'))) as { principal?: Principal }
      const isAnswered = entries.some(({ type }) => type === 'response')
      return isAnswered && principal !== undefined && principalKey(principal) === key
    },
  }
}
