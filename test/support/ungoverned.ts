/** The label of the demo's catalog in English, as it is appended to prose. */
export const LABEL =
  '\n\nMade by an AI system, Sandbox model. No person has checked it, unless it says so. You answer for what you use.'

/**
 * An SDK's result without what the gateway adds to an answer. The list is closed; whatever else differs is a difference:
 * the `ai_disclosure` member, the label at the end of a text (in a stream: a delta of its own), and where a streamed text
 * is cut into deltas, since what may become an identifier or a placeholder waits for its end.
 */
export function ungoverned(value: unknown): unknown {
  if (typeof value === 'string') return value.endsWith(LABEL) ? value.slice(0, -LABEL.length) : value
  if (Array.isArray(value)) {
    const items = value.map(ungoverned)
    return items.every((item) => textOf(item) === null) ? items : joined(items)
  }
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([key]) => key !== 'ai_disclosure')
  return Object.fromEntries(members.map(([key, item]) => [key, key === 'deltas' ? cut(item) : ungoverned(item)]))
}

/** The AI SDK's text stream: strings. */
function cut(deltas: unknown): unknown {
  return ungoverned(Array.isArray(deltas) ? deltas.join('') : deltas)
}

/** A list of stream events with neighbouring deltas of one text made one; empty ones, such as a label's, go. */
function joined(events: readonly unknown[]): unknown[] {
  const result: unknown[] = []
  for (const event of events) {
    const text = textOf(event)
    const last = result.at(-1)
    const before = last === undefined ? null : textOf(last)
    if (text !== null && before !== null && frame(event, text) === frame(last, before)) {
      result[result.length - 1] = withText(event, text, before + text)
    } else if (text !== '') result.push(event)
  }
  return result.map(unnumbered)
}

/** The piece of text that an event brings, or null when it brings none or more than a piece. */
function textOf(event: unknown): string | null {
  if (typeof event !== 'object' || event === null) return null
  if ('delta' in event && typeof event.delta === 'string')
    return 'logprobs' in event && hasItems(event.logprobs) ? null : event.delta
  if (!('choices' in event) || !Array.isArray(event.choices) || event.choices.length !== 1) return null
  const choice = event.choices[0] as Record<string, unknown>
  if (choice['finish_reason'] != null || choice['logprobs'] != null) return null
  if (typeof choice['text'] === 'string') return choice['text']
  const delta = choice['delta'] as Record<string, unknown>
  if (delta['role'] !== undefined) return null
  if (typeof delta['content'] === 'string') return delta['content']
  const call = (delta['tool_calls'] as { id?: string; function?: { arguments?: string } }[] | undefined)?.[0]
  return call === undefined || call.id !== undefined ? null : (call.function?.arguments ?? null)
}

function hasItems(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0
}

function frame(event: unknown, text: string): string {
  return JSON.stringify(unnumbered(withText(event, text, '')))
}

function withText(event: unknown, from: string, to: string): unknown {
  let isDone = false
  return JSON.parse(JSON.stringify(event), (key, value: unknown) => {
    if (isDone || value !== from || !['delta', 'content', 'text', 'arguments'].includes(key)) return value
    isDone = true
    return to
  })
}

/** Numbers follow from what stands before; that they have no gap is for {@link isNumbered}. */
function unnumbered(event: unknown): unknown {
  if (typeof event !== 'object' || event === null) return event
  const { sequence_number: _, ...rest } = event as Record<string, unknown>
  return rest
}

/** Whether a list of numbered events counts 0, 1, 2 …; true for any other value. */
export function isNumbered(value: unknown): boolean {
  if (!Array.isArray(value)) return true
  return value.every((event: unknown, index) => {
    if (typeof event !== 'object' || event === null || !('sequence_number' in event)) return true
    return event.sequence_number === index
  })
}
