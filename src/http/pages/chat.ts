import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ConversationRow } from '../../core/conversation.ts'
import { DATA_CLASSES, type DataClass } from '../../core/decision.ts'
import { REFUSALS, type Refusal, type RefusalCode, refusal } from '../../core/refusal-codes.ts'
import { asksWhetherPerson } from '../../disclosure/person-question.ts'
import type { ChatSettings, RefusalView } from '../../pages/chat-views.ts'
import { answerByItself } from '../chat/answer-by-itself.ts'
import { type Asked, ask, type Question } from '../chat/ask.ts'
import { chatView, historyOf, ownConversation } from '../chat/chat-view.ts'
import { streamOf } from '../chat/stream-answer.ts'
import { readCookies } from '../session/cookies.ts'
import type { PersonVisit, Site } from './site.ts'

/** A question is no longer than what a person pastes; the wire’s own limit is far above it. */
const TEXT_MAX = 200_000

/** Approved chat: every question goes the way that every client’s does. */
export function chatPages(app: FastifyInstance, site: Site): void {
  const { ledger } = site
  const asking = { ...site, wire: site.chatWire }

  site.personPage(app, 'GET', '/', async (visit) => {
    const draft = site.rounds.takeDraft(visit.session.principal.key, readCookies(visit.request.headers.cookie))
    if (draft !== null) visit.reply.header('set-cookie', draft.cookies)
    return visit.show('chat', await chatView(site, visit, { conversation: null, draft: draft?.text ?? '' }))
  })

  site.personPage(app, 'GET', '/chat/:id', async (visit) => {
    const { id } = visit.request.params as { id: string }
    const row = ownConversation(ledger.state, visit.session.principal, id)
    if (row === null) return visit.missing()
    const draft = site.rounds.takeDraft(visit.session.principal.key, readCookies(visit.request.headers.cookie))
    if (draft !== null) visit.reply.header('set-cookie', draft.cookies)
    const isPrint = visit.query['print'] !== undefined
    return visit.show(
      'chat',
      await chatView(site, visit, {
        conversation: { id, row },
        draft: draft?.text ?? '',
        isPrint,
        edit: visit.query['edit'],
        showsAll: isPrint || visit.query['all'] !== undefined,
      }),
    )
  })

  site.personPage(app, 'POST', '/chat', async (visit) => {
    const { form, session, language, request } = visit
    const text = (form['instead'] ?? form['text'] ?? '').replaceAll('\r\n', '\n')
    const known = form['conversation'] ?? ''
    const row = known === '' ? null : ownConversation(ledger.state, session.principal, known)
    if (known !== '' && row === null) return visit.missing()
    const settings = settingsOf(form, row)
    const again = async (refusal: RefusalView, status: number): Promise<FastifyReply> => {
      const view = await chatView(site, visit, {
        conversation: row === null ? null : { id: known, row },
        draft: text,
        refusal,
        settings,
      })
      return visit.show('chat', view, status)
    }
    if (text.trim() === '' || text.length > TEXT_MAX)
      return again(noText(text.length > TEXT_MAX), text.length > TEXT_MAX ? 413 : 400)
    const question: Question = {
      session,
      conversation: row === null ? site.newId() : known,
      history: row === null ? [] : await historyOf(site, row),
      text,
      ...settings,
      language,
      remoteAddress: request.ip,
      row,
    }
    if (asksWhetherPerson(text)) {
      await answerByItself(site, question, site.pages.aboutPerson(visit.frame()))
      return done(visit, question, (row?.turns.length ?? 0) + 1)
    }
    const asked = await ask(asking, question)
    if (asked.kind === 'refused') {
      const { message, next, clause, code } = asked.refusal
      const view = {
        message,
        next,
        clause,
        record: asked.exchange,
        stepUp: stepUpOf(asked.refusal),
        without: helps(code) ? asked.without : null,
      }
      return again(view, REFUSALS[code].status)
    }
    return answered(visit, asked, question)
  })

  /** By streaming to a page that can, else when the answer is there. */
  async function answered(
    visit: PersonVisit,
    asked: Asked & { kind: 'asked' },
    question: Question,
  ): Promise<FastifyReply> {
    const { reply, request } = visit
    const number = (question.row?.turns.length ?? 0) + 1
    if (!String(request.headers.accept).includes('application/x-ndjson')) {
      await asked.ended
      return done(visit, question, number)
    }
    return reply
      .type('application/x-ndjson; charset=utf-8')
      .send(Readable.from(streamOf(asked.answer, { conversation: question.conversation, number }, 0)))
  }

  /** After a lost connection: from so many characters on. */
  site.personPage(app, 'GET', '/chat/answers/:exchange', async (visit) => {
    const { exchange } = visit.request.params as { exchange: string }
    const answer = site.answers.get(exchange)
    if (answer === null || answer.owner !== visit.session.principal.key) return visit.missing()
    const from = Math.max(0, Number.parseInt(visit.query['from'] ?? '0', 10) || 0)
    return visit.reply
      .type('application/x-ndjson; charset=utf-8')
      .send(Readable.from(streamOf(answer, { conversation: answer.conversation, number: 0 }, from)))
  })

  site.personPage(app, 'POST', '/chat/answers/:exchange/stop', async (visit) => {
    const { exchange } = visit.request.params as { exchange: string }
    const answer = site.answers.get(exchange)
    if (answer === null || answer.owner !== visit.session.principal.key) return visit.missing()
    answer.stop()
    return visit.reply.code(204).send()
  })

  function done(visit: PersonVisit, { conversation }: Question, number: number): FastifyReply {
    return visit.goTo(`/chat/${conversation}#turn-${number}`)
  }

  function settingsOf(
    form: Readonly<Record<string, string>>,
    row: ConversationRow | null,
  ): ChatSettings & { dataClass: DataClass } {
    const dataClass =
      DATA_CLASSES.find((one) => one === form['class']) ?? row?.dataClass ?? site.policy().classes.default
    return {
      model: form['model'] ?? row?.model ?? '',
      purpose: form['purpose'] ?? row?.purpose ?? '',
      dataClass,
    }
  }
}

/** Where taking values out may help; every other rule would refuse all the same. */
function helps(code: RefusalCode): boolean {
  return code === 'data_class_not_permitted'
}

function noText(isLong: boolean): RefusalView {
  const { message, next, clause } = refusal(isLong ? 'body_too_large' : 'malformed_body', {
    ...(isLong
      ? {}
      : { message: 'There is nothing to send.', next: 'Write your question, then send it.', clause: 'MS-01' }),
  })
  return { message, next, clause, record: '', stepUp: null, without: null }
}

/** What the challenge asks for (RFC 9470 section 3). */
function stepUpOf({ code, headers }: Refusal): RefusalView['stepUp'] {
  if (code !== 'assurance_required') return null
  const challenge = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'www-authenticate')?.[1] ?? ''
  const read = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? ''
  return { acrValues: read('acr_values'), maxAge: read('max_age') }
}
