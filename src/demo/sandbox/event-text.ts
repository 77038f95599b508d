import type { ResponseEvent } from './responses-events.ts'

/** Chat and completions: unnamed events. */
export function unnamedEvent(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`
}

/** Responses: the event is named as its data's `type`. */
export function namedEvent(data: ResponseEvent): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`
}

export const DONE = 'data: [DONE]\n\n'

/** What `/fail` does to an unnamed stream: half of it, the vendor's error event, no end marker. */
export function failHalfWay(events: Iterable<string>): string[] {
  const all = [...events]
  const error = {
    message: 'The server had an error while processing your request. Sorry about that!',
    type: 'server_error',
  }
  return [...all.slice(0, Math.ceil(all.length / 2)), unnamedEvent({ error: { ...error, param: null, code: null } })]
}

/** One of each in turn, until all are through: the choices of an answer arrive interleaved. */
export function* interleave<Item>(sources: readonly Iterable<Item>[]): Generator<Item> {
  let open = sources.map((source) => source[Symbol.iterator]())
  while (open.length > 0) {
    const next = open.map((source) => ({ source, step: source.next() })).filter(({ step }) => !step.done)
    for (const { step } of next) yield step.value
    open = next.map(({ source }) => source)
  }
}
