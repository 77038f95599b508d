import { checkFields, type FieldTable } from './check-fields.ts'
import type { Conversation, Message } from './conversation.ts'
import { seedOf } from './digest.ts'
import { asArray, asNumber, asObject, asText, isObject, type JsonObject } from './json.ts'
import { readContent } from './read-content.ts'
import { readStop, readTokensMax } from './read-limits.ts'
import { readTools } from './read-tools.ts'
import { invalid } from './vendor-error.ts'

const fields: FieldTable = {
  audio: 'an object',
  frequency_penalty: 'anything',
  function_call: 'anything',
  functions: 'an array',
  logit_bias: 'an object',
  logprobs: 'a boolean',
  max_completion_tokens: 'an integer',
  max_tokens: 'an integer',
  messages: 'an array',
  metadata: 'an object',
  modalities: 'an array',
  model: 'a string',
  moderation: 'an object',
  n: 'an integer',
  parallel_tool_calls: 'a boolean',
  prediction: 'an object',
  presence_penalty: 'anything',
  prompt_cache_key: 'a string',
  prompt_cache_options: 'an object',
  prompt_cache_retention: 'a string',
  reasoning_effort: 'a string',
  response_format: 'an object',
  safety_identifier: 'a string',
  seed: 'an integer',
  service_tier: 'a string',
  stop: 'anything',
  store: 'a boolean',
  stream: 'a boolean',
  stream_options: 'an object',
  temperature: 'anything',
  tool_choice: 'anything',
  tools: 'an array',
  top_logprobs: 'an integer',
  top_p: 'anything',
  user: 'a string',
  verbosity: 'a string',
  web_search_options: 'an object',
}

const roles: Readonly<Record<string, Message['role']>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
}

export function readChatRequest(body: JsonObject): Conversation {
  checkFields(body, fields, ['model', 'messages'])
  if (isObject(body['metadata']) && body['store'] !== true) {
    throw invalid("The 'metadata' parameter is only allowed when 'store' is enabled.", 'metadata')
  }
  if (isObject(body['stream_options']) && body['stream'] !== true) {
    throw invalid("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options')
  }
  return {
    seed: seedOf(body),
    messages: readMessages(asArray(body['messages'])),
    ...readTools(body),
    format: readFormat(asObject(body['response_format'])),
    tokensMax: readTokensMax(body, 'max_completion_tokens') ?? readTokensMax(body, 'max_tokens'),
    stop: readStop(body),
  }
}

function readMessages(given: readonly unknown[]): Message[] {
  if (given.length === 0) {
    throw invalid(
      "Invalid 'messages': empty array. Expected an array with minimum length 1.",
      'messages',
      'empty_array',
    )
  }
  const toolNames = new Map<unknown, string>()
  return given.map((value, index) => {
    const message = asObject(value)
    const role = roles[asText(message['role'])]
    if (!role) throw invalid(`Invalid value: '${asText(message['role'])}'.`, `messages[${index}].role`, 'invalid_value')
    const { content } = message
    if (role === 'user' && typeof content !== 'string' && !Array.isArray(content)) {
      throw invalid("Invalid value for 'content': expected a string.", `messages.[${index}].content`)
    }
    for (const call of asArray(message['tool_calls']).map(asObject)) {
      toolNames.set(call['id'], asText(asObject(call[asText(call['type'])])['name']))
    }
    if (message['role'] !== 'tool') return { role, ...readContent(content ?? message['refusal']) }
    const toolName = toolNames.get(message['tool_call_id'])
    if (toolName !== undefined) return { role, toolName, ...readContent(content) }
    throw invalid(
      "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
      `messages.[${index}].role`,
    )
  })
}

function readFormat(format: JsonObject): Conversation['format'] {
  if (format['type'] === 'json_object') return 'json'
  if (format['type'] !== 'json_schema') return 'text'
  const { schema } = asObject(format['json_schema'])
  if (isObject(schema)) return { schema }
  throw invalid(
    "Missing required parameter: 'response_format.json_schema.schema'.",
    'response_format.json_schema.schema',
    'missing_required_parameter',
  )
}

/** How many choices the answer has. */
export function choiceCount(body: JsonObject, asked: number | undefined): number {
  const count = asked ?? asNumber(body['n']) ?? 1
  if (count >= 1 && count <= 128) return count
  throw invalid(`Invalid 'n': expected a value from 1 to 128, but got ${count} instead.`, 'n', 'integer_out_of_range')
}
