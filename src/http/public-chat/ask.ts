import type { Clock } from '../../core/ids.ts'
import type { Principal } from '../../core/principal.ts'
import type { RefusalCode } from '../../core/refusal-codes.ts'
import { Interruption } from '../../core/registry.ts'
import type { AppTokens } from '../../core/sign-in.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { PublicTurn } from '../../pages/public-chat-view.ts'
import type { Exchange } from '../../pipeline/exchange.ts'
import type { Gateway } from '../../pipeline/gateway.ts'
import { LABEL_SEPARATOR } from '../../pipeline/prior-label.ts'
import type { Client, PolicySet } from '../../policy/policy-set.ts'
import { visibleModels } from '../../policy/visible-models.ts'
import { openaiChat } from '../../wires/openai-chat.ts'
import { decideUse } from '../catalog/decide-use.ts'
import { collectedReply } from './collected-reply.ts'
import type { Conversation } from './sealed-conversation.ts'

export interface AskParts {
  readonly gateway: Gateway
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly tokens: AppTokens
  readonly rows: StateRows
}

export interface PublicQuestion {
  readonly client: Client
  readonly path: string
  readonly language: string
  readonly conversation: Conversation
  readonly text: string
  /** Whoever asked has left. */
  readonly left: AbortSignal
}

export type PublicAnswer =
  | { readonly kind: 'answered'; readonly turn: PublicTurn }
  | { readonly kind: 'refused' | 'stopped'; readonly record: string }
  | { readonly kind: 'unavailable' }

/** What another wording can mend. */
const ABOUT_THE_MESSAGE: readonly RefusalCode[] = [
  'data_class_not_permitted',
  'content_not_inspectable',
  'acceptable_use',
  'malformed_body',
]

const UNAVAILABLE: PublicAnswer = { kind: 'unavailable' }

/**
 * One message of a resident, through the same pipeline as every caller's: asked as the registered app, with its own token,
 * so that it is judged, redacted, recorded, labelled and counted as that app's, and gets nothing that the app wouldn't.
 */
export async function askAsApp(parts: AskParts, question: PublicQuestion): Promise<PublicAnswer> {
  const { gateway, policy, tokens } = parts
  const { client } = question
  const issuer = policy().issuers.find(({ id }) => id === client.issuer)
  if (client.surface === undefined || issuer === undefined) return UNAVAILABLE
  const { credential, scopes = issuer.scopes } = client.surface
  const place = { issuer: issuer.issuer, client: client.id, credential, scopes }
  // Without a token nothing was asked, and nothing is there to be recorded.
  const token = await tokens.token(place).catch(() => null)
  if (token === null) return UNAVAILABLE
  const exchange = gateway.open(
    {
      method: 'POST',
      path: question.path,
      headers: { authorization: `Bearer ${token}`, 'accept-language': question.language },
      repeatedCredential: false,
      // Residents' addresses are in no record.
      remoteAddress: '',
      clientCertificate: null,
    },
    openaiChat,
  )
  const leave = (): void => exchange.open.abort.abort(new Interruption('client_left', null))
  question.left.addEventListener('abort', leave)
  try {
    let refused = await gateway.admit(exchange)
    if (refused === null) {
      const model = modelFor(parts, exchange.principal!)
      refused = await gateway.judge(exchange, bodyOf(question, model))
    }
    if (refused !== null) {
      const shown = await gateway.refused(exchange, refused)
      if (shown.code.startsWith('credential_')) tokens.forget(place)
      if (shown.code === 'record_unavailable') return UNAVAILABLE
      return { kind: ABOUT_THE_MESSAGE.includes(shown.code) ? 'refused' : 'stopped', record: exchange.id }
    }
    const reply = collectedReply()
    await gateway.conduct(exchange, reply)
    const answer = await reply.collected
    return answer === null || answer.status !== 200 ? UNAVAILABLE : readAnswer(exchange, answer.body)
  } finally {
    question.left.removeEventListener('abort', leave)
  }
}

/**
 * The first model that the app may use for what it is registered for; where there is none, the first at all: then the
 * pipeline refuses, and its record says why.
 */
function modelFor({ policy, clock, rows }: AskParts, principal: Principal): string {
  const now = clock.now()
  const answering = visibleModels(policy(), principal, now).filter(({ system, model: { wires } }) =>
    (wires ?? system.upstream.wires).includes('openai.chat'),
  )
  const allowed = answering.find(
    ({ system }) =>
      decideUse({ policy: policy(), rows, now }, principal, { system, purpose: null, dataClass: null }).decision
        .kind === 'allow',
  )
  return (allowed ?? answering[0])?.id ?? ''
}

function bodyOf({ client, conversation, text }: PublicQuestion, model: string): Buffer {
  const { instructions } = client.surface!
  return Buffer.from(
    JSON.stringify({
      model,
      messages: [
        ...(instructions === undefined ? [] : [{ role: 'system', content: instructions }]),
        ...conversation.turns
          // What the gateway said itself is nothing that the model wrote.
          .filter(({ label }) => label !== null)
          .flatMap(({ asked, answer }) => [
            { role: 'user', content: asked },
            { role: 'assistant', content: answer },
          ]),
        { role: 'user', content: text },
      ],
      // Recorded, not forwarded: it ties the messages of one conversation together.
      metadata: { conversation: conversation.id },
    }),
  )
}

interface ChatAnswer {
  readonly choices?: readonly { readonly message?: { readonly content?: string | null } }[]
  readonly ai_disclosure?: { readonly text: string }
}

function readAnswer(exchange: Exchange, body: Buffer): PublicAnswer {
  const { choices, ai_disclosure: disclosure } = JSON.parse(body.toString('utf8')) as ChatAnswer
  const content = choices?.[0]?.message?.content ?? ''
  const label = disclosure?.text ?? ''
  const suffix = `${LABEL_SEPARATOR}${label}`
  const answer = content.endsWith(suffix) ? content.slice(0, -suffix.length) : content
  if (label === '' || answer === '') return UNAVAILABLE
  return {
    kind: 'answered',
    turn: {
      asked: askedAsSent(exchange),
      removed: { ...exchange.inspection?.entities },
      answer,
      label,
      record: exchange.id,
    },
  }
}

/** The message as it left: what was taken out is in no page. */
function askedAsSent({ forwardable }: Exchange): string {
  const { messages } = JSON.parse(forwardable!.body.toString('utf8')) as { messages: { content: string }[] }
  return messages.at(-1)!.content
}
