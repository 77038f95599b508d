/** Who said what. */
export interface SaidText {
  readonly role: string
  readonly text: string
}

/** The conversation in a recorded request, as people read it; what isn’t understood is shown as it is. */
export function saidInRequest(body: string): SaidText[] {
  const json = parsed(body)
  if (json === null) return [{ role: 'request', text: body }]
  const instructions = typeof json['instructions'] === 'string' ? [{ role: 'system', text: json['instructions'] }] : []
  if (Array.isArray(json['messages'])) return json['messages'].map(saidIn)
  if (Array.isArray(json['input'])) return [...instructions, ...json['input'].map(saidIn)]
  const plain = json['input'] ?? json['prompt']
  if (plain !== undefined) return [...instructions, { role: 'user', text: textOf(plain) }]
  return [{ role: 'request', text: body }]
}

/** What a recorded answer says, whole or as an event stream. */
export function saidInAnswer(body: string): string {
  const whole = parsed(body)
  if (whole !== null) return answerOf(whole) || body
  const events = body.split(/\r?\n/).flatMap((line) => {
    const event = line.startsWith('data:') ? parsed(line.slice(5).trim()) : null
    return event === null ? [] : [event]
  })
  const text = events.map(deltaOf).join('')
  return text === '' ? body : text
}

type Json = Readonly<Record<string, unknown>>

function parsed(text: string): Json | null {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null
  } catch {
    return null
  }
}

function saidIn(message: unknown): SaidText {
  if (typeof message !== 'object' || message === null) return { role: 'user', text: textOf(message) }
  const { role, type, content, output, arguments: given } = message as Json
  return {
    role: typeof role === 'string' ? role : typeof type === 'string' ? type : 'user',
    text: textOf(content ?? output ?? given ?? message),
  }
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (Array.isArray(content)) return content.map(textOf).join('\n')
  if (typeof content === 'object' && content !== null && typeof (content as Json)['text'] === 'string')
    return (content as { text: string }).text
  return content === undefined || content === null ? '' : JSON.stringify(content)
}

function answerOf(json: Json): string {
  const choices = Array.isArray(json['choices']) ? (json['choices'] as Json[]) : []
  const ofChoices = choices.map(({ message, text }) => textOf((message as Json | undefined)?.['content'] ?? text))
  const items = Array.isArray(json['output']) ? (json['output'] as Json[]) : []
  const ofItems = items.filter(({ type }) => type === 'message').map(({ content }) => textOf(content))
  return [...ofChoices, ...ofItems].join('\n')
}

function deltaOf(event: Json): string {
  if (event['type'] === 'response.output_text.delta') return textOf(event['delta'])
  const choices = Array.isArray(event['choices']) ? (event['choices'] as Json[]) : []
  return choices.map(({ delta, text }) => textOf((delta as Json | undefined)?.['content'] ?? text)).join('')
}
