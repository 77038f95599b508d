import type { FastifyInstance, FastifyReply } from 'fastify'
import { type AnswerReview, REVIEW_CHECKS, REVIEW_RESULTS } from '../../core/answer-mark.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import { answeredTurn, type FoundTurn } from '../chat/found-turn.ts'
import type { PersonVisit, Site } from './site.ts'

const TEXT_MAX = 10_000

/** What a person says of an answer of theirs: that they checked it (MS-32, MO-42). */
export function answerMarkPages(app: FastifyInstance, site: Site): void {
  const { reviews } = site

  site.personPage(app, 'GET', '/chat/:id/turns/:number/review', async (visit) => {
    const at = await answeredTurn(site, visit)
    return at === null ? visit.missing() : showReview(visit, at)
  })

  site.personPage(app, 'POST', '/chat/:id/turns/:number/review', async (visit) => {
    const at = await answeredTurn(site, visit)
    if (at === null) return visit.missing()
    const isGiven = at.view.review !== null
    const done = await (isGiven ? withdraw(visit, at) : review(visit, at))
    if (done === null) return showReview(visit, at, isGiven ? 'reason' : 'checks')
    if ('code' in done) return visit.refuse(done)
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

  /** Null: the form isn’t complete. */
  async function review(
    { session: { principal }, form }: PersonVisit,
    { turn }: FoundTurn,
  ): Promise<AnswerReview | Refusal | null> {
    const checked = REVIEW_CHECKS.filter((check) => form[`check-${check}`] === 'yes')
    const result = REVIEW_RESULTS.find((one) => one === form['result'])
    if (checked.length === 0 || result === undefined) return null
    const note = (form['text'] ?? '').trim().slice(0, TEXT_MAX)
    return reviews.review(principal, turn.id, { checked, result, note })
  }

  async function withdraw(
    { session: { principal }, form }: PersonVisit,
    { turn }: FoundTurn,
  ): Promise<AnswerReview | Refusal | null> {
    const reason = (form['text'] ?? '').trim().slice(0, TEXT_MAX)
    if (form['withdraw'] !== 'yes' || reason === '') return null
    return reviews.withdraw(principal, turn.id, reason)
  }
}
