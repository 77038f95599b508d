import type { Answer } from './answer.ts'
import type { Behaviour } from './behaviours.ts'
import { behaviourOf, composeReply, type Reply } from './compose-reply.ts'
import type { Conversation } from './conversation.ts'
import { namedEvent } from './event-text.ts'
import { asNumber, type JsonObject } from './json.ts'
import type { ResponseMemory } from './response-memory.ts'
import { responseObject } from './response-object.ts'
import { itemEvents, type ResponseEvent } from './responses-events.ts'
import { outputItems } from './responses-output.ts'
import { readResponsesRequest } from './responses-request.ts'
import { promptTokens, REASONING_TOKENS, replyTokens } from './usage.ts'

const failure = {
  code: 'server_error',
  message: 'The model had an error while processing your request. Sorry about that!',
}

export function responses(body: JsonObject, memory: ResponseMemory): Answer {
  const { items, conversation } = readResponsesRequest(body, memory)
  const behaviour = behaviourOf(conversation)
  const reply = composeReply(conversation)
  const id = `resp_${conversation.seed}`
  const output = outputItems(body, conversation.seed, reply, behaviour)
  const usage = usageOf(conversation, reply, output[0]?.type === 'reasoning')
  if (body['store'] !== false && !behaviour.fail)
    memory.remember(id, { items, output: output.map((item) => ({ ...item })) })

  const begun = responseObject(id, body, { status: 'in_progress', output: [], usage: null })
  const ended = responseObject(id, body, outcomeOf(reply, behaviour, output, usage))
  if (body['stream'] !== true) return { kind: 'json', behaviour, body: ended }

  const topLogprobs = asNumber(body['top_logprobs']) ?? 0
  function* happening(): Generator<ResponseEvent> {
    yield { type: 'response.created', response: begun }
    yield { type: 'response.in_progress', response: begun }
    for (const [index, item] of output.entries()) yield* itemEvents(item, index, topLogprobs)
  }
  const events = numbered(
    behaviour.fail ? firstHalf(happening()) : happening(),
    `response.${String(ended['status'])}`,
    ended,
  )
  return { kind: 'events', behaviour, events }
}

function outcomeOf(reply: Reply, behaviour: Behaviour, output: readonly unknown[], usage: unknown) {
  if (behaviour.fail) return { status: 'failed', output: [], usage: null, error: failure } as const
  if (reply.finish === 'length')
    return { status: 'incomplete', output, usage, incompleteReason: 'max_output_tokens' } as const
  if (reply.finish === 'content_filter')
    return { status: 'incomplete', output, usage, incompleteReason: 'content_filter' } as const
  return { status: 'completed', output, usage } as const
}

function usageOf(conversation: Conversation, reply: Reply, hasReasoned: boolean) {
  const input = promptTokens(conversation)
  const reasoning = hasReasoned ? REASONING_TOKENS : 0
  const output = replyTokens(reply) + reasoning
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  }
}

function firstHalf(events: Iterable<ResponseEvent>): ResponseEvent[] {
  const all = [...events]
  return all.slice(0, Math.ceil(all.length / 2))
}

function* numbered(events: Iterable<ResponseEvent>, last: string, response: JsonObject): Generator<string> {
  let sequence = 0
  for (const { type, ...event } of events) {
    yield namedEvent({ type, sequence_number: sequence++, ...event })
  }
  yield namedEvent({ type: last, sequence_number: sequence, response })
}
