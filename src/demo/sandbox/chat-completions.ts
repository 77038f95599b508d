import type { Answer } from './answer.ts'
import type { ToolCall } from './call-tools.ts'
import { chatEvents } from './chat-events.ts'
import { choiceCount, readChatRequest } from './chat-request.ts'
import { behaviourOf, composeReply, type Reply } from './compose-reply.ts'
import { CREATED } from './digest.ts'
import { failHalfWay } from './event-text.ts'
import { asNumber, type JsonObject } from './json.ts'
import { logprobsOf } from './logprobs.ts'
import { chatUsage } from './usage.ts'
import { errorOfStatus } from './vendor-error.ts'

export function chatCompletions(body: JsonObject): Answer {
  const conversation = readChatRequest(body)
  const behaviour = behaviourOf(conversation)
  const count = choiceCount(body, behaviour.choices)
  const replies = Array.from({ length: count }, (_, index) => composeReply(conversation, { index, count }))
  const usage = chatUsage(conversation, replies, behaviour)
  const envelope = {
    id: `chatcmpl-${conversation.seed}`,
    object: body['stream'] === true ? 'chat.completion.chunk' : 'chat.completion',
    created: CREATED,
    model: body['model'],
    service_tier: 'default',
    system_fingerprint: 'fp_sandbox',
  }
  if (body['stream'] === true) {
    const events = chatEvents(body, envelope, replies, usage)
    return { kind: 'events', behaviour, events: behaviour.fail ? failHalfWay(events) : events }
  }
  if (behaviour.fail) throw errorOfStatus(500)
  const topCount = body['logprobs'] === true ? (asNumber(body['top_logprobs']) ?? 0) : undefined
  const choices = replies.map((reply, index) => choiceOf(reply, index, topCount))
  return { kind: 'json', behaviour, body: { ...envelope, choices, usage } }
}

function choiceOf(reply: Reply, index: number, topCount: number | undefined) {
  const content = reply.text === '' && (reply.refusal !== undefined || reply.calls.length > 0) ? null : reply.text
  const calls = reply.calls.length > 0 ? { tool_calls: reply.calls.map(callOf) } : {}
  return {
    index,
    message: { role: 'assistant', content, refusal: reply.refusal ?? null, annotations: [], ...calls },
    logprobs:
      topCount === undefined
        ? null
        : {
            content: content === null ? null : logprobsOf(content, topCount),
            refusal: reply.refusal === undefined ? null : logprobsOf(reply.refusal, topCount),
          },
    finish_reason: reply.finish,
  }
}

function callOf({ kind, id, name, payload }: ToolCall) {
  return kind === 'custom'
    ? { id, type: kind, custom: { name, input: payload } }
    : { id, type: kind, function: { name, arguments: payload } }
}
