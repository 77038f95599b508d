import type { Attachment } from '../../attachments/extractor.ts'
import { CONVERSATION, type ConversationRow, type ConversationTurn } from '../../core/conversation.ts'
import type { DataClass } from '../../core/decision.ts'
import type { Clock } from '../../core/ids.ts'
import type { StateChange } from '../../core/record.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { Exchange } from '../../pipeline/exchange.ts'
import type { Gateway } from '../../pipeline/gateway.ts'
import type { Wire } from '../../wires/wire.ts'
import { BODY_BYTES_MAX } from '../exchange-routes.ts'
import type { Session, Sessions } from '../session/sessions.ts'
import { contentOf, type MessageContent } from './message-content.ts'
import type { OpenAnswer, OpenAnswers } from './open-answers.ts'

export interface Message {
  readonly role: 'user' | 'assistant'
  readonly content: MessageContent
}

export interface Question {
  readonly session: Session
  readonly conversation: string
  /** What was said before, as it was typed and shown. */
  readonly history: readonly Message[]
  readonly text: string
  /** What was read out of the files that go with it. */
  readonly files: readonly Attachment[]
  readonly model: string
  readonly purpose: string
  readonly dataClass: DataClass
  readonly language: string
  readonly remoteAddress: string
  /** The row as it is; null: the conversation begins with this. */
  readonly row: ConversationRow | null
}

/** Refused: what was asked went nowhere. `without` is the text with what is in the way taken out; null: that wouldn’t help. */
export interface NotAsked {
  readonly kind: 'refused'
  readonly refusal: Refusal
  readonly exchange: string
  readonly without: string | null
}

export type Asked = { readonly kind: 'asked'; readonly answer: OpenAnswer; readonly ended: Promise<void> } | NotAsked

export interface AskParts {
  readonly gateway: Gateway
  readonly wire: Wire
  readonly sessions: Sessions
  readonly answers: OpenAnswers
  readonly clock: Clock
}

/**
 * Asks as any client of the API does: the same stages, the same record, nothing around them. The conversation’s row changes
 * with the prompt’s own entry, so there is no turn without a record and no recorded turn that the conversation lacks.
 */
export async function ask(parts: AskParts, question: Question): Promise<Asked> {
  const { gateway } = parts
  const { session } = question
  const exchange = gateway.open(arrivalOf(question), parts.wire)
  const refuse = async (refused: Refusal): Promise<NotAsked> => ({
    kind: 'refused',
    refusal: await gateway.refused(exchange, refused),
    exchange: exchange.id,
    // What stands in a file can’t be taken out here, and a file would have to be attached again.
    without: question.files.length > 0 ? null : withoutFound(exchange, question.text),
  })
  const notAdmitted = await gateway.admit(exchange)
  if (notAdmitted !== null) return refuse(notAdmitted)
  if (question.files.length > 0) exchange.attachments = question.files.map(factsOf)
  exchange.turn = turnOf(question, { id: exchange.id, kind: 'exchange' }, parts.clock.now())
  const body = bodyOf(question)
  if (body.length > BODY_BYTES_MAX) return refuse(refusal('body_too_large'))
  const refused = await gateway.judge(exchange, body)
  if (refused !== null) return refuse(refused)
  exchange.open.session = session.key
  const { answer, reply } = parts.answers.start(exchange, question.conversation, session.principal.key)
  return { kind: 'asked', answer, ended: gateway.conduct(exchange, reply) }
}

/** A question that isn’t asked because of what goes with it: who wanted to, and why not, is a record like any refusal. */
export async function refuseUnasked(parts: AskParts, question: Question, refused: Refusal): Promise<NotAsked> {
  const { gateway } = parts
  const exchange = gateway.open(arrivalOf(question), parts.wire)
  const told = (await gateway.admit(exchange)) ?? refused
  return { kind: 'refused', refusal: await gateway.refused(exchange, told), exchange: exchange.id, without: null }
}

/** What a record says of a file; its name is text of the person’s, and stands with the text that was read. */
function factsOf({ mediaType, bytes, sha256, text, leftOut }: Attachment) {
  return { mediaType, bytes, sha256, characters: text.length, leftOut: leftOut.map(whatOf) }
}

/** `images`, `pages 2, 3`. */
function whatOf(one: Attachment['leftOut'][number]): string {
  return one.what === 'pages' ? `pages ${one.pages.join(', ')}` : one.what
}

/** The conversation with one more turn. */
export function turnOf(question: Question, turn: ConversationTurn, now: number): StateChange {
  const { conversation, row, session, model, purpose, dataClass } = question
  const at = new Date(now).toISOString()
  const { key: owner, agency } = session.principal
  const value: ConversationRow = {
    owner,
    agency,
    model,
    purpose,
    dataClass,
    begun: row?.begun ?? at,
    at,
    turns: [...(row?.turns ?? []), turn],
  }
  return { kind: CONVERSATION, key: conversation, value }
}

function arrivalOf({ session, purpose, dataClass, language, remoteAddress }: Question): Exchange['arrival'] {
  return {
    method: 'POST',
    path: '/v1/chat/completions',
    headers: {
      authorization: `Bearer ${session.credential}`,
      'ai-purpose': purpose,
      'ai-data-class': dataClass,
      'accept-language': language,
    },
    repeatedCredential: false,
    remoteAddress,
    clientCertificate: null,
  }
}

function bodyOf({ model, history, text, files, conversation }: Question): Buffer {
  return Buffer.from(
    JSON.stringify({
      model,
      stream: true,
      // Recorded, and not forwarded: by it the records of a conversation are known to belong together.
      metadata: { conversation },
      messages: [...history, { role: 'user', content: contentOf(text, files) }],
    }),
  )
}

/** The last message without the values that were found in it. */
function withoutFound(exchange: Exchange, text: string): string | null {
  const findings = exchange.inspection?.findings.filter(({ leaf }) => leaf.text === text && leaf.recorded !== true)
  const spans = findings?.at(-1)?.spans ?? []
  if (spans.length === 0) return null
  let result = ''
  let at = 0
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < at) continue
    result += `${text.slice(at, start)}[…]`
    at = end
  }
  return result + text.slice(at)
}
