/** Items of a response, and the events in which OpenAI sends them. */

export interface Item {
  readonly type: string
  readonly id: string
  readonly [member: string]: unknown
}

export function messageItem(id: string, texts: readonly string[], more: Record<string, unknown> = {}): Item {
  const content = texts.map((text) => ({ type: 'output_text', annotations: [], logprobs: [], text }))
  return { id, type: 'message', status: 'completed', role: 'assistant', content, ...more }
}

export function callItem(id: string, args: string): Item {
  return { id, type: 'function_call', status: 'completed', call_id: `call_${id}`, name: 'look_up', arguments: args }
}

export function reasoningItem(id: string, summary: string): Item {
  return { id, type: 'reasoning', summary: [{ type: 'summary_text', text: summary }], encrypted_content: 'gAAAAABblob' }
}

export function responseOf(output: readonly Item[], status = 'completed', more: Record<string, unknown> = {}) {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_790_000_000,
    status,
    error: null,
    incomplete_details: null,
    instructions: 'Write to [EMAIL_ADDRESS_7].',
    metadata: {},
    model: 'gpt-5-2026-01-01',
    output,
    parallel_tool_calls: true,
    store: false,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    usage: status === 'in_progress' ? null : { input_tokens: 5, output_tokens: 7, total_tokens: 12 },
    ...more,
  }
}

/** The event stream of a response, cut into deltas of `size` characters. */
export function responseStream(items: readonly Item[], size = 4, terminal = 'completed'): string {
  const events: Record<string, unknown>[] = []
  const add = (type: string, fields: Record<string, unknown>) =>
    events.push({ type: `response.${type}`, sequence_number: events.length, ...fields })
  const begun = responseOf([], 'in_progress')
  add('created', { response: begun })
  add('in_progress', { response: begun })
  for (const [output_index, item] of items.entries()) addItem(item, output_index, size, add)
  add(terminal, { response: responseOf(items, terminal) })
  return events.map((event) => `event: ${event['type']}\ndata: ${JSON.stringify(event)}\n\n`).join('')
}

type Add = (type: string, fields: Record<string, unknown>) => void

function addItem(item: Item, output_index: number, size: number, add: Add): void {
  const at = { item_id: item.id, output_index }
  if (item.type === 'message') {
    add('output_item.added', { output_index, item: { ...item, status: 'in_progress', content: [] } })
    const content = item['content'] as { type: string; text?: string; refusal?: string }[]
    for (const [content_index, part] of content.entries()) {
      const kind = part.type === 'refusal' ? 'refusal' : 'text'
      const text = part[kind] ?? ''
      const where = { ...at, content_index }
      const logprobs = kind === 'text' ? { logprobs: [] } : {}
      const name = kind === 'text' ? 'output_text' : 'refusal'
      add('content_part.added', { ...where, part: { ...part, [kind]: '' } })
      for (const delta of pieces(text, size)) add(`${name}.delta`, { ...where, delta, ...logprobs, obfuscation: 'x' })
      add(`${name}.done`, { ...where, [kind]: text, ...logprobs })
      add('content_part.done', { ...where, part })
    }
  } else if (item.type === 'function_call') {
    add('output_item.added', { output_index, item: { ...item, status: 'in_progress', arguments: '' } })
    const args = String(item['arguments'])
    for (const delta of pieces(args, size)) add('function_call_arguments.delta', { ...at, delta, obfuscation: 'x' })
    add('function_call_arguments.done', { ...at, arguments: args })
  } else {
    add('output_item.added', { output_index, item: { ...item, summary: [] } })
    const [part] = item['summary'] as { type: string; text: string }[]
    const where = { ...at, summary_index: 0 }
    add('reasoning_summary_part.added', { ...where, part: { type: 'summary_text', text: '' } })
    for (const delta of pieces(part?.text ?? '', size)) add('reasoning_summary_text.delta', { ...where, delta })
    add('reasoning_summary_text.done', { ...where, text: part?.text })
    add('reasoning_summary_part.done', { ...where, part })
  }
  add('output_item.done', { output_index, item })
}

function pieces(text: string, size: number): string[] {
  const all: string[] = []
  const characters = [...text]
  for (let i = 0; i < characters.length; i += size) all.push(characters.slice(i, i + size).join(''))
  return all
}
