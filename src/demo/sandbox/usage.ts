import type { Behaviour } from './behaviours.ts'
import type { Reply } from './compose-reply.ts'
import type { Conversation } from './conversation.ts'
import { countTokens } from './tokens.ts'

/** What a model that thinks first spends on it. */
export const REASONING_TOKENS = 16

/** Token counts in the wire's names; equal for the JSON and the streamed form. */
export function chatUsage(conversation: Conversation, replies: readonly Reply[], behaviour: Behaviour) {
  const prompt = promptTokens(conversation)
  const reasoning = behaviour.reason ? REASONING_TOKENS : 0
  const completion = replies.reduce((sum, reply) => sum + replyTokens(reply), reasoning)
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

export function promptTokens(conversation: Conversation): number {
  return conversation.messages.reduce((sum, message) => sum + countTokens(message.text), 0)
}

export function replyTokens(reply: Reply): number {
  const said = countTokens(reply.text) + countTokens(reply.refusal ?? '')
  return reply.calls.reduce((sum, call) => sum + countTokens(call.payload), said)
}
