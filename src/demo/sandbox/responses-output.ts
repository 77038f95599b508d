import type { Behaviour } from './behaviours.ts'
import type { ToolCall } from './call-tools.ts'
import type { Reply } from './compose-reply.ts'
import { digest } from './digest.ts'
import { encryptedReasoning } from './encrypted-reasoning.ts'
import { asArray, asNumber, asObject, type JsonObject } from './json.ts'
import { logprobsOf, type TokenLogprob } from './logprobs.ts'

export interface TextPart {
  readonly type: 'output_text'
  readonly annotations: readonly []
  readonly logprobs: readonly TokenLogprob[]
  readonly text: string
}
export interface RefusalPart {
  readonly type: 'refusal'
  readonly refusal: string
}
export interface MessageItem {
  readonly id: string
  readonly type: 'message'
  readonly status: 'completed' | 'incomplete'
  readonly role: 'assistant'
  readonly content: readonly (TextPart | RefusalPart)[]
  readonly phase?: 'commentary' | 'final_answer'
}
export interface ReasoningItem {
  readonly id: string
  readonly type: 'reasoning'
  readonly summary: readonly { readonly type: 'summary_text'; readonly text: string }[]
  readonly encrypted_content?: string
}
export type CallItem = {
  readonly id: string
  readonly status: 'completed'
  readonly call_id: string
  readonly name: string
} & (
  | { readonly type: 'function_call'; readonly arguments: string }
  | { readonly type: 'custom_tool_call'; readonly input: string }
)
export type OutputItem = MessageItem | ReasoningItem | CallItem

/** The reply as finished items, in the order in which they are streamed. */
export function outputItems(body: JsonObject, seed: string, reply: Reply, behaviour: Behaviour): OutputItem[] {
  const include = asArray(body['include'])
  const topCount = include.includes('message.output_text.logprobs') ? (asNumber(body['top_logprobs']) ?? 0) : undefined
  const items: OutputItem[] = []
  const nextId = (prefix: string): string => `${prefix}_${digest(`${seed} ${items.length}`)}`

  const { effort, summary } = asObject(body['reasoning'])
  if (behaviour.reason || (effort ?? 'none') !== 'none') {
    const id = nextId('rs')
    const told = behaviour.reason || (summary ?? null) !== null
    const encrypted = include.includes('reasoning.encrypted_content')
      ? { encrypted_content: encryptedReasoning(id) }
      : {}
    items.push({
      id,
      type: 'reasoning',
      ...encrypted,
      summary: told ? [{ type: 'summary_text', text: reply.reasoning }] : [],
    })
  }
  const message = (content: MessageItem['content'], phase?: MessageItem['phase']): void => {
    const status = reply.finish === 'length' || reply.finish === 'content_filter' ? 'incomplete' : 'completed'
    items.push({ id: nextId('msg'), type: 'message', status, content, ...(phase ? { phase } : {}), role: 'assistant' })
  }
  if (behaviour.commentary) message([textPart('Let me look at what I received.', topCount)], 'commentary')
  if (reply.refusal !== undefined) message([{ type: 'refusal', refusal: reply.refusal }])
  if (reply.text !== '' || (reply.refusal === undefined && reply.calls.length === 0)) {
    const parts = spread(reply.text, behaviour.parts ?? 1).map((text) => textPart(text, topCount))
    message(parts, behaviour.commentary ? 'final_answer' : undefined)
  }
  for (const call of reply.calls) items.push(callItem(nextId(call.kind === 'custom' ? 'ctc' : 'fc'), call))
  return items
}

function textPart(text: string, topCount: number | undefined): TextPart {
  return {
    type: 'output_text',
    annotations: [],
    logprobs: topCount === undefined ? [] : logprobsOf(text, topCount),
    text,
  }
}

function callItem(id: string, call: ToolCall): CallItem {
  const common = { id, status: 'completed', call_id: call.id, name: call.name } as const
  return call.kind === 'custom'
    ? { ...common, type: 'custom_tool_call', input: call.payload }
    : { ...common, type: 'function_call', arguments: call.payload }
}

function spread(text: string, count: number): string[] {
  const words = text.match(/\s*\S+|\s+$/g) ?? ['']
  const size = Math.max(1, Math.ceil(words.length / Math.max(1, count)))
  return Array.from({ length: Math.ceil(words.length / size) }, (_, at) =>
    words.slice(at * size, (at + 1) * size).join(''),
  )
}
