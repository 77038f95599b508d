import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refusal } from '../../core/refusal-codes.ts'
import { asksWhetherPerson } from '../../disclosure/person-question.ts'
import type { PublicProblem, PublicTurn } from '../../pages/public-chat-view.ts'
import type { Client } from '../../policy/policy-set.ts'
import { askAsApp } from '../public-chat/ask.ts'
import type { PublicChat } from '../public-chat/public-chat.ts'
import type { Conversation } from '../public-chat/sealed-conversation.ts'
import { isFromOurPages } from '../session/same-site.ts'
import { toldOf } from '../told.ts'
import { contactOf, frameFor } from './frame.ts'
import { PAGE_HEADERS } from './page-headers.ts'
import { languageOf } from './page-language.ts'
import { policyWords } from './policy-words.ts'
import type { Site } from './site.ts'

/** Longer than what anybody asks, and shorter than what somebody pastes. */
const LENGTH_MAX = 4_000
const TURNS_MAX = 20
/** All of a conversation goes with each message, so it ends where that would become slow on a phone. */
const CONVERSATION_CHARS_MAX = 200_000

const STATUS: Readonly<Record<PublicProblem['kind'], number>> = {
  empty: 422,
  'too-long': 422,
  expired: 422,
  full: 422,
  limited: 429,
  refused: 403,
  stopped: 403,
  unavailable: 503,
}

/**
 * Clauses MS-33, MS-53, MS-60: residents ask a public app without name, account, cookie or script. Nobody who is signed in
 * is known here: employees ask as residents do.
 */
export function publicChatPages(app: FastifyInstance, site: Site): void {
  const chat: PublicChat = site.publicChat
  const { origin } = new URL(site.publicUrl)

  const show = (
    { request, reply, client, language }: PublicVisit,
    conversation: Conversation | null,
    problem: PublicProblem | null = null,
    draft = '',
  ): FastifyReply => {
    const policy = site.policy()
    const notice = policy.disclosures.publicNotices[client.publicNotice!]!
    const textLanguage = notice.ai[language] === undefined ? policy.disclosures.languages[0]! : language
    const { text } = policyWords(policy, textLanguage)
    const frame = frameFor(site, { request, language, session: null })
    const turns = conversation?.turns ?? []
    const isFull = turns.length >= TURNS_MAX || JSON.stringify(turns).length > CONVERSATION_CHARS_MAX
    const path = `/public/${encodeURIComponent(client.id)}`
    if (problem?.kind === 'limited') reply.header('retry-after', String(problem.minutes * 60))
    return reply
      .code(problem === null ? 200 : STATUS[problem.kind])
      .headers({ 'content-security-policy': policyOf(client), 'content-language': language })
      .type('text/html; charset=utf-8')
      .send(
        site.pages.render(
          'public-chat',
          {
            action: `${path}?language=${language}`,
            notice: {
              ai: text(notice.ai),
              recorded: text(notice.recorded),
              dontEnter: text(notice.dontEnter),
              emergency: text(notice.emergency),
              language: textLanguage,
            },
            turns,
            conversation: conversation === null || isFull ? '' : chat.conversations.seal(client.id, conversation),
            problem,
            draft,
            isFull,
            lengthMax: LENGTH_MAX,
          },
          { ...frame, contact: contactOf(policy, language, client.humanContact) },
        ),
      )
  }

  const ask = async (visit: PublicVisit): Promise<FastifyReply> => {
    const { request, client, language } = visit
    const form = (request.body ?? {}) as Record<string, string>
    const text = (form['text'] ?? '').replaceAll('\r\n', '\n').trim()
    const sealed = form['conversation'] ?? ''
    const known = sealed === '' ? chat.conversations.begin() : chat.conversations.open(client.id, sealed)
    if (known === null) return show(visit, null, { kind: 'expired' }, text)
    const before = known.turns.length === 0 ? null : known
    if (!isFromOurPages(request.headers, origin)) return show(visit, null, { kind: 'expired' }, text)
    if (text === '') return show(visit, before, { kind: 'empty' })
    if (text.length > LENGTH_MAX) return show(visit, before, { kind: 'too-long' }, text.slice(0, LENGTH_MAX))
    if (known.turns.length >= TURNS_MAX) return show(visit, before, { kind: 'full' }, text)
    const wait = chat.limit.take(request.ip, client.surface!.messagesPerHour)
    if (wait !== null) return show(visit, before, { kind: 'limited', minutes: Math.ceil(wait / 60) }, text)
    const add = (turn: PublicTurn): FastifyReply => show(visit, { ...known, turns: [...known.turns, turn] })
    if (asksWhetherPerson(text)) {
      const turn = await chat.answerForPerson({ client, language, conversation: known.id, text })
      return turn === null ? show(visit, before, { kind: 'unavailable' }, text) : add(turn)
    }
    const answer = await askAsApp(chat, {
      client,
      path: `/public/${client.id}`,
      language,
      conversation: known,
      text,
      left: leaving(visit.reply),
    })
    switch (answer.kind) {
      case 'answered':
        return add(answer.turn)
      case 'refused':
      case 'stopped':
        return show(visit, before, { kind: answer.kind, record: answer.record }, text)
      case 'unavailable':
        return show(visit, before, { kind: 'unavailable' }, text)
    }
  }

  for (const method of ['GET', 'POST'] as const)
    app.route({
      method,
      url: '/public/:client',
      handler: async (request, reply) => {
        const { client: id } = request.params as { client: string }
        const policy = site.policy()
        const client = policy.clients.find((one) => one.id === id && one.surface !== undefined)
        const language = languageOf(request, new Map(), policy.disclosures.languages, site.pages.languages)
        if (client === undefined || site.clock.now() >= client.endsAt)
          return reply
            .code(404)
            .type('text/html; charset=utf-8')
            .send(
              site.pages.render(
                'problem',
                {
                  kind: 'missing',
                  told: toldOf(refusal('route_not_governed', { rule: 'pages:no-public-chat' })),
                  clause: null,
                  reference: null,
                  back: '/help',
                },
                frameFor(site, { request, language, session: null }),
              ),
            )
        const visit = { request, reply, client, language }
        return method === 'GET' ? show(visit, null) : ask(visit)
      },
    })
}

interface PublicVisit {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly client: Client
  readonly language: string
}

/** Shown in a frame by the sites that the policy names, and by no other. */
function policyOf({ surface }: Client): string {
  const sites = surface!.embeddedBy
  if (sites.length === 0) return PAGE_HEADERS['content-security-policy']!
  return PAGE_HEADERS['content-security-policy']!.replace(
    "frame-ancestors 'none'",
    `frame-ancestors ${sites.join(' ')}`,
  )
}

/** Aborts when whoever asked closes the connection before the answer. */
function leaving(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableEnded) controller.abort()
  })
  return controller.signal
}
