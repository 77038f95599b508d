import type { RedactionEngine } from '../../redaction/engine.ts'
import type { People } from '../../redaction/names/people.ts'
import type { Span } from '../../redaction/recognizer.ts'
import { plainNumber } from '../../wires/plain-number.ts'
import type { TextLeaf } from '../../wires/wire.ts'

/** What of a leaf tells what it holds. */
export type LeafText = Pick<TextLeaf, 'text' | 'label' | 'json' | 'assistant'>

/** Longer texts are prose, whatever their key; the engine takes no hint for them. */
const HINTED_CHARS_MAX = 128

/** What the request tells of a text besides the text. */
export interface LeafContext {
  readonly people: People
  /** What the assistant asked in the turn before; absent where nobody answers it. */
  readonly question?: string | undefined
}

/**
 * Identifiers in one text. The key that holds it and the question before it may tell what a short text is; they never
 * tell that it isn't what it looks like, or a caller would only have to name a field `order`.
 */
export function findInLeaf(
  leaf: LeafText,
  engine: RedactionEngine,
  { people, question }: LeafContext,
): readonly Span[] {
  const found = engine.find(leaf.text, { people })
  const plain = leaf.json ? withMissed(found, findInJsonNumbers(leaf.text, engine)) : found
  if ((leaf.label ?? question) === undefined || leaf.text.length > HINTED_CHARS_MAX) return plain
  const hints = { ...(leaf.label !== undefined && { label: leaf.label }), ...(question !== undefined && { question }) }
  return withMissed(engine.find(leaf.text, { ...hints, people }), plain)
}

/** Spans, and of the others those that none of them overlaps; all in order. */
function withMissed(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  let next = 0
  const missed = others.filter((other) => {
    while (next < spans.length && spans[next]!.end <= other.start) next++
    return next === spans.length || spans[next]!.start >= other.end
  })
  return missed.length === 0 ? spans : [...spans, ...missed].sort((a, b) => a.start - b.start)
}

/** Numbers in a text that is JSON (tool arguments) are read like the document's own: by themselves, however spelled. */
function findInJsonNumbers(json: string, engine: RedactionEngine): Span[] {
  const found: Span[] = []
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at)
    if (code === 0x22) {
      at = closingQuote(json, at)
    } else if (isDigit(code)) {
      const start = at > 0 && json.charCodeAt(at - 1) === 0x2d ? at - 1 : at
      while (at < json.length && isNumberPart(json.charCodeAt(at))) at++
      const span = engine.findInNumber(plainNumber(json.slice(start, at)))
      if (span) found.push({ ...span, start, end: at })
      at--
    }
  }
  return found
}

function closingQuote(json: string, open: number): number {
  for (let close = json.indexOf('"', open + 1); close >= 0; close = json.indexOf('"', close + 1)) {
    let first = close
    while (json.charCodeAt(first - 1) === 0x5c) first--
    if ((close - first) % 2 === 0) return close
  }
  return json.length
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

function isNumberPart(code: number): boolean {
  return isDigit(code) || code === 0x2e || code === 0x2b || code === 0x2d || code === 0x65 || code === 0x45
}
