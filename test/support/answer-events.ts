/** Events of a model's streams, as the vendor writes them. */
const FIELDS = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'sandbox-large-1' }

function event(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`
}

export function chatText(text: string): string {
  return event({ ...FIELDS, choices: [{ index: 0, delta: { content: text }, finish_reason: null }] })
}

export function chatEnd(): string {
  return `${event({ ...FIELDS, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}data: [DONE]\n\n`
}

export function chatAnswer(text: string): unknown {
  const choice = { index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }
  return {
    ...FIELDS,
    object: 'chat.completion',
    choices: [choice],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  }
}

/** The first events of a Responses stream, up to a delta with this text. */
export function responsesText(text: string): string {
  const item = { id: 'msg_1', type: 'message', role: 'assistant', status: 'in_progress', content: [] }
  const response = {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    status: 'in_progress',
    model: 'sandbox-large-1',
    output: [],
  }
  const place = { item_id: 'msg_1', output_index: 0, content_index: 0 }
  const events: [string, object][] = [
    ['response.created', { response }],
    ['response.output_item.added', { output_index: 0, item }],
    ['response.content_part.added', { ...place, part: { type: 'output_text', text: '', annotations: [] } }],
    ['response.output_text.delta', { ...place, delta: text, logprobs: [] }],
  ]
  return events
    .map(([type, rest], sequence_number) => `event: ${type}\n${event({ type, sequence_number, ...rest })}`)
    .join('')
}
