import type { Message } from './conversation.ts'
import { encryptedReasoning } from './encrypted-reasoning.ts'
import { asArray, asObject, asText, type JsonObject } from './json.ts'
import { readContent } from './read-content.ts'
import type { ResponseMemory } from './response-memory.ts'
import { invalid, VendorError } from './vendor-error.ts'

const supported = [
  'message',
  'function_call',
  'function_call_output',
  'custom_tool_call',
  'custom_tool_call_output',
  'reasoning',
  'item_reference',
]

/** The items a response is made from: those before `previous_response_id`, then the input with references resolved. */
export function resolveInput(body: JsonObject, memory: ResponseMemory): readonly JsonObject[] {
  const previous = body['previous_response_id']
  const earlier = typeof previous === 'string' ? memory.conversation(previous) : []
  if (!earlier) {
    const message = `Previous response with id '${asText(previous)}' not found.`
    throw invalid(message, 'previous_response_id', 'previous_response_not_found')
  }
  const { input } = body
  const given = typeof input === 'string' ? [{ role: 'user', content: input }] : asArray(input).map(asObject)
  const items = [...earlier, ...given.map((item, index) => resolveItem(item, index, memory))]
  if (items.length === 0) {
    throw invalid(
      "One of 'input' or 'previous_response_id' or 'prompt' or 'conversation' must be provided.",
      null,
      'missing_required_parameter',
    )
  }
  checkCallOutputs(items)
  return items
}

function resolveItem(item: JsonObject, index: number, memory: ResponseMemory): JsonObject {
  const id = asText(item['id'])
  const type = typeOf(item)
  if (!supported.includes(type)) {
    const message = `Invalid value: '${type}'. Supported values are: ${supported.map((one) => `'${one}'`).join(', ')}.`
    throw invalid(message, `input[${index}]`, 'invalid_value')
  }
  if (type === 'item_reference') {
    const referenced = memory.item(id)
    if (referenced) return referenced
    throw new VendorError(404, `Item with id '${id}' not found.`, { param: 'input' })
  }
  if (type === 'reasoning') checkReasoning(id, item['encrypted_content'], memory)
  return item
}

function typeOf(item: JsonObject): string {
  if (typeof item['type'] === 'string') return item['type']
  return 'role' in item ? 'message' : 'item_reference'
}

function checkReasoning(id: string, encrypted: unknown, memory: ResponseMemory): void {
  if (typeof encrypted === 'string') {
    if (encrypted === encryptedReasoning(id)) return
    throw invalid(`The encrypted content for item ${id} could not be verified.`, null, 'invalid_encrypted_content')
  }
  if (memory.item(id)) return
  const why =
    'Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.'
  throw new VendorError(404, `Item with id '${id}' not found. ${why}`, { param: 'input' })
}

function checkCallOutputs(items: readonly JsonObject[]): void {
  const calls = new Set(items.filter((item) => asText(item['type']).endsWith('_call')).map((item) => item['call_id']))
  for (const { type, call_id: id } of items) {
    if (!asText(type).endsWith('_call_output') || calls.has(id)) continue
    throw invalid(`No tool call found for function call output with call_id ${asText(id)}.`, 'input')
  }
}

/** The messages that the model sees in the items. */
export function messagesOf(items: readonly JsonObject[], instructions: unknown): Message[] {
  const toolNames = new Map<unknown, string>()
  const messages: Message[] = []
  if (typeof instructions === 'string') messages.push({ role: 'system', text: instructions, otherParts: 0 })
  for (const item of items) {
    const type = typeOf(item)
    if (type === 'message') messages.push({ role: roleOf(item['role']), ...readContent(item['content']) })
    if (type.endsWith('_call')) {
      toolNames.set(item['call_id'], asText(item['name']))
      messages.push({ role: 'assistant', text: asText(item['arguments'] ?? item['input']), otherParts: 0 })
    }
    if (type.endsWith('_call_output')) {
      messages.push({ role: 'tool', toolName: toolNames.get(item['call_id']) ?? '', ...readContent(item['output']) })
    }
  }
  return messages
}

function roleOf(role: unknown): Message['role'] {
  return role === 'user' || role === 'assistant' ? role : 'system'
}
