import type { Span } from './recognizer.ts'
import { withBeside } from './resolve-spans.ts'

/**
 * A model reads adjacent text parts as one text, so an identifier may be written across them. Each part is also read
 * alone, because a neighbour can hide a hit as well as make one. What overlaps is merged: every covered character goes.
 */
export function findAcrossParts(parts: readonly string[], find: (text: string) => Span[]): Span[][] {
  const alone = parts.map((part) => find(part))
  if (parts.length < 2) return alone
  const joined = find(parts.join(''))
  let offset = 0
  let next = 0
  return parts.map((part, index) => {
    const pieces: Span[] = []
    while (next < joined.length && joined[next]!.end <= offset) next++
    for (let i = next; i < joined.length && joined[i]!.start < offset + part.length; i++) {
      const span = joined[i]!
      const start = Math.max(0, span.start - offset)
      pieces.push({ ...span, start, end: Math.min(part.length, span.end - offset) })
    }
    offset += part.length
    return merged([...pieces, ...alone[index]!])
  })
}

function merged(spans: Span[]): Span[] {
  spans.sort((a, b) => a.start - b.start || b.end - a.end)
  const result: Span[] = []
  for (const span of spans) {
    const last = result.at(-1)
    if (last === undefined || span.start >= last.end) result.push(span)
    else {
      const [longer, other] = span.end - span.start > last.end - last.start ? [span, last] : [last, span]
      const end = Math.max(last.end, span.end)
      result[result.length - 1] = { ...withBeside(longer, other), start: last.start, end }
    }
  }
  return result
}
