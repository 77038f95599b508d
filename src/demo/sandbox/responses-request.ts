import { checkFields, type FieldTable } from './check-fields.ts'
import type { Conversation } from './conversation.ts'
import { seedOf } from './digest.ts'
import { asObject, isObject, type JsonObject } from './json.ts'
import { readTokensMax } from './read-limits.ts'
import { readTools } from './read-tools.ts'
import type { ResponseMemory } from './response-memory.ts'
import { messagesOf, resolveInput } from './responses-input.ts'
import { invalid } from './vendor-error.ts'

const fields: FieldTable = {
  access_programs: 'an object',
  background: 'a boolean',
  context_management: 'an array',
  conversation: 'anything',
  image: 'an object',
  include: 'an array',
  input: 'anything',
  instructions: 'a string',
  max_output_tokens: 'an integer',
  max_tool_calls: 'an integer',
  metadata: 'an object',
  model: 'a string',
  moderation: 'an object',
  parallel_tool_calls: 'a boolean',
  previous_response_id: 'a string',
  prompt: 'an object',
  prompt_cache_key: 'a string',
  prompt_cache_options: 'an object',
  prompt_cache_retention: 'a string',
  reasoning: 'an object',
  safety_identifier: 'a string',
  service_tier: 'a string',
  store: 'a boolean',
  stream: 'a boolean',
  stream_options: 'an object',
  temperature: 'anything',
  text: 'an object',
  tool_choice: 'anything',
  tools: 'an array',
  top_logprobs: 'an integer',
  top_p: 'anything',
  truncation: 'a string',
  user: 'a string',
}

/** A request with all that its references stand for. */
export interface ResponsesRequest {
  readonly items: readonly JsonObject[]
  readonly conversation: Conversation
}

export function readResponsesRequest(body: JsonObject, memory: ResponseMemory): ResponsesRequest {
  checkFields(body, fields, ['model'])
  const { input } = body
  if (input !== undefined && typeof input !== 'string' && !Array.isArray(input)) {
    throw invalid("Invalid type for 'input': expected one of a string or array of objects.", 'input', 'invalid_type')
  }
  const items = resolveInput(body, memory)
  const conversation = {
    seed: seedOf(body),
    messages: messagesOf(items, body['instructions']),
    ...readTools(body),
    format: readFormat(asObject(asObject(body['text'])['format'])),
    tokensMax: readTokensMax(body, 'max_output_tokens'),
    stop: [],
  }
  return { items, conversation }
}

function readFormat(format: JsonObject): Conversation['format'] {
  if (format['type'] === 'json_object') return 'json'
  if (format['type'] !== 'json_schema') return 'text'
  if (isObject(format['schema'])) return { schema: format['schema'] }
  throw invalid("Missing required parameter: 'text.format.schema'.", 'text.format.schema', 'missing_required_parameter')
}
