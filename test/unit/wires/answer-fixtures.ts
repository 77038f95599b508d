import type { Answer, AnswerContext, RequestFacts, TextStream, Wire } from '#src/wires/wire.ts'

export const LABEL = '\n\nWritten with AI.'
export const DISCLOSURE = { label: 'ai-generated', record: 'r1' }

/** Placeholders and what they stand for; one value needs escaping inside JSON. */
export const VALUES: Readonly<Record<string, string>> = {
  '[EMAIL_ADDRESS_7]': 'zoë@example.gov',
  '[PHONE_NUMBER_12]': '601-555-0134',
  '[PERSON_3]': 'Ann "Red" Lee',
}

/** A restoring channel that holds back what may be the beginning of a placeholder. */
export function restoring(json: boolean): TextStream {
  let held = ''
  const restored = (text: string) =>
    Object.entries(VALUES).reduce(
      (done, [name, value]) => done.replaceAll(name, json ? JSON.stringify(value).slice(1, -1) : value),
      text,
    )
  return {
    push(delta) {
      const text = held + delta
      const open = text.lastIndexOf('[')
      const isOpen =
        open !== -1 &&
        !text.includes(']', open) &&
        Object.keys(VALUES).some((name) => name.startsWith(text.slice(open)))
      held = isOpen ? text.slice(open) : ''
      return restored(isOpen ? text.slice(0, open) : text)
    },
    flush() {
      const rest = held
      held = ''
      return rest
    },
  }
}

/** A scanning channel that cuts out one word and holds back what may be its beginning. */
export function scanning(): TextStream {
  const secret = 'SECRET'
  let held = ''
  return {
    push(delta) {
      const text = (held + delta).replaceAll(secret, '[REMOVED]')
      let keep = 0
      for (let n = 1; n < secret.length; n++) if (text.endsWith(secret.slice(0, n))) keep = n
      held = keep === 0 ? '' : text.slice(-keep)
      return keep === 0 ? text : text.slice(0, -keep)
    },
    flush() {
      const rest = held
      held = ''
      return rest
    },
  }
}

export function contextOf(overrides: Partial<AnswerContext> = {}, facts: Partial<RequestFacts> = {}): AnswerContext {
  return {
    request: { stream: true, wantsUsage: true, structured: false, answerTokensMax: null, fields: [], ...facts },
    openText: ({ json }) => restoring(json),
    label: LABEL,
    disclosure: () => DISCLOSURE,
    ...overrides,
  }
}

export interface Passed {
  readonly released: string
  readonly body: string
  readonly answer: Answer
}

/** Runs a stream through a wire, cut at the given byte positions. */
export function passStream(
  wire: Wire,
  context: AnswerContext,
  stream: string | Buffer,
  cuts: readonly number[] = [],
): Passed {
  const bytes = Buffer.from(stream)
  const answer = wire.openAnswer(context)
  const steps = []
  let from = 0
  for (const cut of [...cuts, bytes.length].sort((a, b) => a - b)) {
    const step = answer.push(bytes.subarray(from, cut))
    if (step !== null) steps.push(step)
    from = cut
  }
  steps.push(answer.end())
  return {
    released: Buffer.concat(steps.map((step) => step.released)).toString(),
    body: Buffer.concat(steps.map((step) => step.body)).toString(),
    answer,
  }
}

export function passJson(wire: Wire, context: AnswerContext, value: unknown) {
  const body = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
  const answer = wire.openAnswer(context)
  const step = answer.json(body)
  return {
    value: JSON.parse(step.released.toString()),
    released: step.released.toString(),
    body: step.body.toString(),
    answer,
  }
}

/** The data of each event, parsed; `[DONE]` as itself. */
export function eventsOf(stream: string): Record<string, unknown>[] {
  return stream
    .split('\n\n')
    .flatMap((event) => event.split('\n').filter((line) => line.startsWith('data: ')))
    .map((line) => (line === 'data: [DONE]' ? { done: true } : JSON.parse(line.slice(6))))
}

interface Delta {
  readonly index?: number
  readonly delta: Record<string, unknown>
  readonly finish?: string | null
  readonly logprobs?: unknown
}

/** A chat stream as OpenAI writes it when usage was asked for. */
export function chatStream(
  deltas: readonly Delta[],
  ending: readonly string[] = [CHAT_USAGE, 'data: [DONE]\n\n'],
): string {
  return deltas.map((delta) => chatEvent(delta)).join('') + ending.join('')
}

export function chatEvent({ index = 0, delta, finish = null, logprobs = null }: Delta): string {
  return dataEvent({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_790_000_000,
    model: 'gpt-5-2026-01-01',
    service_tier: 'default',
    choices: [{ index, delta, logprobs, finish_reason: finish }],
    usage: null,
    obfuscation: 'a1',
  })
}

export const CHAT_USAGE = dataEvent({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_790_000_000,
  model: 'gpt-5-2026-01-01',
  choices: [],
  usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 },
})

export function dataEvent(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`
}

/** Text in pieces as a model sends it. */
export function contentDeltas(text: string, size = 4, index = 0): Delta[] {
  const pieces = [...text].reduce<string[]>((all, character, i) => {
    if (i % size === 0) all.push('')
    all[all.length - 1] += character
    return all
  }, [])
  return [
    { index, delta: { role: 'assistant', content: '', refusal: null } },
    ...pieces.map((content) => ({ index, delta: { content } })),
  ]
}
