import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { chatView, ownConversation } from '../chat/chat-view.ts'
import type { OpenAnswer } from '../chat/open-answers.ts'
import { streamOf } from '../chat/stream-answer.ts'
import { isExposed } from '../chat/turn-view.ts'
import { readCookies } from '../session/cookies.ts'
import type { PersonVisit, Site } from './site.ts'

/** Conversations as they are in the records, and answers while they are written. */
export function chatPages(app: FastifyInstance, site: Site): void {
  /** What was not sent when the session ended: it is shown once, to whom it belongs. */
  const draftOf = ({ session, request, reply }: PersonVisit): string => {
    const draft = site.rounds.takeDraft(session.principal.key, readCookies(request.headers.cookie))
    if (draft === null) return ''
    reply.header('set-cookie', draft.cookies)
    return draft.text
  }
  const ownAnswer = ({ session, request }: PersonVisit): OpenAnswer | null => {
    const { exchange } = request.params as { exchange: string }
    const answer = site.answers.get(exchange)
    const isOwn = answer !== null && answer.owner === session.principal.key && !isExposed(site.ledger.state, exchange)
    return isOwn ? answer : null
  }

  site.personPage(app, 'GET', '/', async (visit) =>
    visit.show('chat', await chatView(site, visit, { conversation: null, draft: draftOf(visit) })),
  )

  site.personPage(app, 'GET', '/chat/:id', async (visit) => {
    const { id } = visit.request.params as { id: string }
    const row = ownConversation(site.ledger.state, visit.session.principal, id)
    if (row === null) return visit.missing()
    const isPrint = visit.query['print'] !== undefined
    const options = {
      conversation: { id, row },
      draft: draftOf(visit),
      isPrint,
      edit: visit.query['edit'],
      showsAll: isPrint || visit.query['all'] !== undefined,
    }
    return visit.show('chat', await chatView(site, visit, options))
  })

  /** After a lost connection: from so many characters on. */
  site.personPage(app, 'GET', '/chat/answers/:exchange', async (visit) => {
    const answer = ownAnswer(visit)
    if (answer === null) return visit.missing()
    const from = Math.max(0, Number.parseInt(visit.query['from'] ?? '0', 10) || 0)
    return visit.reply
      .type('application/x-ndjson; charset=utf-8')
      .send(Readable.from(streamOf(answer, { conversation: answer.conversation, number: 0 }, from)))
  })

  site.personPage(app, 'POST', '/chat/answers/:exchange/stop', async (visit) => {
    const answer = ownAnswer(visit)
    if (answer === null) return visit.missing()
    answer.stop()
    return visit.reply.code(204).send()
  })
}
