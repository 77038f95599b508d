import type { JsonObject } from './json.ts'
import { logprobOf } from './logprobs.ts'
import type { CallItem, MessageItem, OutputItem, ReasoningItem, RefusalPart, TextPart } from './responses-output.ts'
import { piecesOf } from './tokens.ts'

/** An event before it is numbered. */
export type ResponseEvent = JsonObject & { readonly type: string }

interface Place {
  readonly item_id: string
  readonly output_index: number
}

/** The events by which one finished item would have come into being. */
export function* itemEvents(item: OutputItem, index: number, topLogprobs: number): Generator<ResponseEvent> {
  const place = { item_id: item.id, output_index: index }
  yield { type: 'response.output_item.added', output_index: index, item: begun(item) }
  if (item.type === 'message') yield* messageEvents(item, place, topLogprobs)
  else if (item.type === 'reasoning') yield* reasoningEvents(item, place)
  else yield* callEvents(item, place)
  yield { type: 'response.output_item.done', output_index: index, item }
}

function begun(item: OutputItem): JsonObject {
  if (item.type === 'message') return { ...item, status: 'in_progress', content: [] }
  if (item.type === 'reasoning') return { ...item, summary: [] }
  return { ...item, status: 'in_progress', ...(item.type === 'function_call' ? { arguments: '' } : { input: '' }) }
}

function* messageEvents(item: MessageItem, place: Place, topLogprobs: number): Generator<ResponseEvent> {
  for (const [contentIndex, part] of item.content.entries()) {
    const at = { ...place, content_index: contentIndex }
    const empty = part.type === 'refusal' ? { ...part, refusal: '' } : { ...part, text: '', logprobs: [] }
    yield { type: 'response.content_part.added', ...at, part: empty }
    yield* part.type === 'refusal' ? refusalEvents(part, at) : textEvents(part, at, topLogprobs)
    yield { type: 'response.content_part.done', ...at, part }
  }
}

function* textEvents(part: TextPart, at: JsonObject, topLogprobs: number): Generator<ResponseEvent> {
  const scored = part.logprobs.length > 0
  for (const delta of piecesOf(part.text)) {
    yield { type: 'response.output_text.delta', ...at, delta, logprobs: scored ? [logprobOf(delta, topLogprobs)] : [] }
  }
  yield { type: 'response.output_text.done', ...at, text: part.text, logprobs: part.logprobs }
}

function* refusalEvents(part: RefusalPart, at: JsonObject): Generator<ResponseEvent> {
  for (const delta of piecesOf(part.refusal)) yield { type: 'response.refusal.delta', ...at, delta }
  yield { type: 'response.refusal.done', ...at, refusal: part.refusal }
}

function* reasoningEvents(item: ReasoningItem, place: Place): Generator<ResponseEvent> {
  for (const [summaryIndex, part] of item.summary.entries()) {
    const at = { ...place, summary_index: summaryIndex }
    yield { type: 'response.reasoning_summary_part.added', ...at, part: { ...part, text: '' } }
    for (const delta of piecesOf(part.text)) yield { type: 'response.reasoning_summary_text.delta', ...at, delta }
    yield { type: 'response.reasoning_summary_text.done', ...at, text: part.text }
    yield { type: 'response.reasoning_summary_part.done', ...at, part }
  }
}

function* callEvents(item: CallItem, place: Place): Generator<ResponseEvent> {
  if (item.type === 'function_call') {
    for (const delta of piecesOf(item.arguments))
      yield { type: 'response.function_call_arguments.delta', ...place, delta }
    yield { type: 'response.function_call_arguments.done', ...place, arguments: item.arguments, name: item.name }
    return
  }
  for (const delta of piecesOf(item.input)) yield { type: 'response.custom_tool_call_input.delta', ...place, delta }
  yield { type: 'response.custom_tool_call_input.done', ...place, input: item.input }
}
