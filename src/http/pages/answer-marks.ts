import type { FastifyInstance, FastifyReply } from 'fastify'
import { ANSWER_REVIEW, type AnswerReview, REVIEW_CHECKS, REVIEW_RESULTS } from '../../core/answer-mark.ts'
import { RECORD_MARK } from '../../core/record-mark.ts'
import { markOf } from '../../records/exchange-facts.ts'
import { answeredTurn, type FoundTurn } from '../chat/found-turn.ts'
import type { PersonVisit, Site } from './site.ts'

const TEXT_MAX = 10_000

/** What a person says of an answer of theirs: that they checked it (MS-32, MO-42). */
export function answerMarkPages(app: FastifyInstance, site: Site): void {
  const { ledger, clock } = site
  const now = (): string => new Date(clock.now()).toISOString()

  site.personPage(app, 'GET', '/chat/:id/turns/:number/review', async (visit) => {
    const at = await answeredTurn(site, visit)
    return at === null ? visit.missing() : showReview(visit, at)
  })

  site.personPage(app, 'POST', '/chat/:id/turns/:number/review', async (visit) => {
    const at = await answeredTurn(site, visit)
    if (at === null) return visit.missing()
    const given = ledger.state.get(ANSWER_REVIEW, at.turn.id) as AnswerReview | undefined
    const isDone = await (given === undefined ? review(visit, at) : withdraw(visit, at, given))
    if (!isDone) return showReview(visit, at, given === undefined ? 'checks' : 'reason')
    return visit.goTo(`/chat/${at.conversation}#turn-${at.view.number}`)
  })

  function showReview(visit: PersonVisit, at: FoundTurn, missing?: 'checks' | 'reason'): FastifyReply {
    const view = {
      conversation: at.conversation,
      turn: at.view,
      isMissingChecks: missing === 'checks',
      isMissingReason: missing === 'reason',
    }
    return visit.show('review', view, missing === undefined ? 200 : 400)
  }

  async function review({ session: { principal }, form }: PersonVisit, { turn }: FoundTurn): Promise<boolean> {
    const checked = REVIEW_CHECKS.filter((check) => form[`check-${check}`] === 'yes')
    const result = REVIEW_RESULTS.find((one) => one === form['result'])
    if (checked.length === 0 || result === undefined) return false
    const note = (form['text'] ?? '').trim().slice(0, TEXT_MAX)
    const name = principal.email ?? principal.subject
    const value: AnswerReview = { agency: principal.agency, by: principal.key, name, at: now(), checked, result }
    await ledger.write({
      type: 'review',
      agency: principal.agency,
      actor: principal,
      meta: { action: 'review-answer', exchange: turn.id, checked, result },
      ...(note === '' ? {} : { body: { note } }),
      state: [{ kind: ANSWER_REVIEW, key: turn.id, value }, marked(turn.id, true)],
    })
    return true
  }

  async function withdraw(
    { session: { principal }, form }: PersonVisit,
    { turn }: FoundTurn,
    given: AnswerReview,
  ): Promise<boolean> {
    const reason = (form['text'] ?? '').trim().slice(0, TEXT_MAX)
    if (form['withdraw'] !== 'yes' || reason === '') return false
    await ledger.write({
      type: 'review',
      agency: principal.agency,
      actor: principal,
      meta: {
        action: 'withdraw-review',
        exchange: turn.id,
        checked: given.checked,
        result: given.result,
        reviewedAt: given.at,
      },
      body: { reason },
      state: [{ kind: ANSWER_REVIEW, key: turn.id, value: null }, marked(turn.id, false)],
    })
    return true
  }

  const marked = (exchange: string, reviewed: boolean) => ({
    kind: RECORD_MARK,
    key: exchange,
    value: { ...markOf(ledger.state, exchange), reviewed, at: clock.now() },
  })
}
