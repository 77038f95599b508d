import type { FastifyInstance, FastifyReply } from 'fastify'
import {
  ANSWER_REPORT,
  ANSWER_REVIEW,
  type AnswerReport,
  type AnswerReview,
  REVIEW_CHECKS,
  REVIEW_RESULTS,
} from '../../core/answer-mark.ts'
import type { ConversationTurn } from '../../core/conversation.ts'
import { RECORD_MARK } from '../../core/record-mark.ts'
import type { TurnView } from '../../pages/chat-views.ts'
import { markOf } from '../../records/exchange-facts.ts'
import { ownConversation, turnParts } from '../chat/chat-view.ts'
import { turnViews } from '../chat/turn-view.ts'
import type { PersonVisit, Site } from './site.ts'

const TEXT_MAX = 10_000

interface FoundTurn {
  readonly conversation: string
  readonly turn: ConversationTurn
  readonly view: TurnView
}

/** What a person says of an answer of theirs: that it is worrying (MS-51, MO-49), or that they checked it (MS-32, MO-42). */
export function answerMarkPages(app: FastifyInstance, site: Site): void {
  const { ledger, clock } = site
  const now = (): string => new Date(clock.now()).toISOString()

  /** A turn that a model answered, of a conversation of this person’s own. */
  async function found(visit: PersonVisit): Promise<FoundTurn | null> {
    const { id, number } = visit.request.params as { id: string; number: string }
    const row = ownConversation(ledger.state, visit.session.principal, id)
    const place = Number(number) - 1
    const turn = row?.turns[place]
    if (row === null || turn?.kind !== 'exchange') return null
    const parts = turnParts(site, visit.language)
    const [view] = await turnViews(parts, { ...row, turns: row.turns.slice(0, place + 1) }, place)
    // Of an answer that never came there is nothing to say.
    return view?.answer == null || view.answer.text === '' ? null : { conversation: id, turn, view }
  }

  const typesFor = ({ language }: PersonVisit) =>
    Object.values(site.policy().incidents.types).flatMap((type) =>
      type === undefined || type.id === 'access-after-end'
        ? []
        : [{ id: type.id, name: type.name[language] ?? type.name['en'] ?? type.id, description: null }],
    )

  site.personPage(app, 'GET', '/chat/:id/turns/:number/report', async (visit) => {
    const at = await found(visit)
    if (at === null) return visit.missing()
    return visit.show('report', { conversation: at.conversation, turn: at.view, types: typesFor(visit), error: null })
  })

  site.personPage(app, 'POST', '/chat/:id/turns/:number/report', async (visit) => {
    const at = await found(visit)
    if (at === null) return visit.missing()
    const { principal } = visit.session
    const types = typesFor(visit)
    const type = types.find(({ id }) => id === visit.form['type'])
    const text = (visit.form['text'] ?? '').trim().slice(0, TEXT_MAX)
    if (type === undefined || text === '')
      return visit.show('report', { conversation: at.conversation, turn: at.view, types, error: 'missing' }, 400)
    const kind = site.policy().incidents.types[type.id]!
    // The reporter chooses: nobody has to report to whom the report is about.
    const channels = visit.form['without-supervisor'] === 'yes' ? kind.supervisorInvolved : kind.channels
    const number = site.newId()
    const value: AnswerReport = {
      exchange: at.turn.id,
      conversation: at.conversation,
      agency: principal.agency,
      by: principal.key,
      type: type.id,
      channels: [...channels],
      at: now(),
      status: 'received',
    }
    await ledger.write({
      type: 'incident',
      agency: principal.agency,
      actor: principal,
      meta: { action: 'report-answer', report: number, exchange: at.turn.id, kind: type.id, channels: [...channels] },
      body: { text },
      state: [{ kind: ANSWER_REPORT, key: number, value }],
    })
    return visit.goTo(`/reports/${number}`)
  })

  site.personPage(app, 'GET', '/reports/:number', async (visit) => {
    const { number } = visit.request.params as { number: string }
    const report = ledger.state.get(ANSWER_REPORT, number) as AnswerReport | undefined
    const type = report === undefined ? undefined : site.policy().incidents.types[report.type]
    if (report === undefined || type === undefined || report.by !== visit.session.principal.key) return visit.missing()
    return visit.show('reported', {
      number,
      type: type.name[visit.language] ?? type.id,
      at: turnParts(site, visit.language).time(report.at),
      hears: report.channels.map((channel) => channel.replaceAll('-', ' ')),
      minutes: type.firstResponseMinutes,
      back: `/chat/${report.conversation}`,
    })
  })

  site.personPage(app, 'GET', '/chat/:id/turns/:number/review', async (visit) => {
    const at = await found(visit)
    return at === null ? visit.missing() : showReview(visit, at)
  })

  site.personPage(app, 'POST', '/chat/:id/turns/:number/review', async (visit) => {
    const at = await found(visit)
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
