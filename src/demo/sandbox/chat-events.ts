import type { ToolCall } from './call-tools.ts'
import type { Reply } from './compose-reply.ts'
import { DONE, interleave, unnamedEvent } from './event-text.ts'
import { asNumber, asObject, type JsonObject } from './json.ts'
import { logprobOf } from './logprobs.ts'
import { piecesOf } from './tokens.ts'

const PADDED_TO = 16

/** The event stream of one chat completion. */
export function* chatEvents(
  body: JsonObject,
  envelope: JsonObject,
  replies: readonly Reply[],
  usage: unknown,
): Generator<string> {
  const options = asObject(body['stream_options'])
  const withUsage = options['include_usage'] === true
  // The vendor pads by default; here only on request, so that a person reading the stream sees the text.
  const padded = options['include_obfuscation'] === true
  const topCount = body['logprobs'] === true ? (asNumber(body['top_logprobs']) ?? 0) : undefined

  const chunk = (choices: readonly ChunkChoice[], fields: JsonObject): string =>
    unnamedEvent({ ...envelope, choices, ...fields })

  for (const choice of interleave(replies.map((reply, index) => choiceChunks(reply, index, topCount)))) {
    const length = JSON.stringify(choice.delta).length % PADDED_TO
    yield chunk([choice], {
      ...(withUsage ? { usage: null } : {}),
      ...(padded ? { obfuscation: '0'.repeat(PADDED_TO - length) } : {}),
    })
  }
  if (withUsage) yield chunk([], { usage, ...(padded ? { obfuscation: '' } : {}) })
  yield DONE
}

interface ChunkChoice {
  readonly index: number
  readonly delta: JsonObject
  readonly logprobs: unknown
  readonly finish_reason: Reply['finish'] | null
}

function* choiceChunks(reply: Reply, index: number, topCount: number | undefined): Generator<ChunkChoice> {
  const chunk = (delta: JsonObject, logprobs: unknown = null): ChunkChoice => ({
    index,
    delta,
    logprobs,
    finish_reason: null,
  })
  const scored = (field: 'content' | 'refusal', piece: string) =>
    topCount === undefined ? null : { content: null, refusal: null, [field]: [logprobOf(piece, topCount)] }

  const speaks = reply.refusal === undefined && (reply.calls.length === 0 || reply.text !== '')
  yield chunk({ role: 'assistant', content: speaks ? '' : null, refusal: null })
  for (const content of piecesOf(reply.text)) yield chunk({ content }, scored('content', content))
  for (const refusal of piecesOf(reply.refusal ?? '')) yield chunk({ refusal }, scored('refusal', refusal))
  for (const [at, call] of reply.calls.entries()) {
    for (const delta of callDeltas(call, at)) yield chunk({ tool_calls: [delta] })
  }
  yield { index, delta: {}, logprobs: null, finish_reason: reply.finish }
}

function* callDeltas({ kind, id, name, payload }: ToolCall, index: number): Generator<JsonObject> {
  const field = kind === 'custom' ? 'input' : 'arguments'
  yield { index, id, type: kind, [kind]: { name, [field]: '' } }
  for (const piece of piecesOf(payload)) yield { index, [kind]: { [field]: piece } }
}
