import type { RedactionEngine } from '../../redaction/engine.ts'
import type { Span } from '../../redaction/recognizer.ts'
import { plainNumber } from '../../wires/plain-number.ts'
import type { TextLeaf } from '../../wires/wire.ts'

/** What of a leaf tells what it holds. */
export type LeafText = Pick<TextLeaf, 'text' | 'label' | 'json'>

/** Longer texts are prose, whatever their key; the engine takes no hint for them. */
const HINTED_CHARS_MAX = 128

/**
 * Identifiers in one text. The key that holds it may tell what it is; it never tells that it isn't what it looks like, or
 * a caller would only have to name a field `order`.
 */
export function findInLeaf(leaf: LeafText, engine: RedactionEngine): readonly Span[] {
  const found = engine.find(leaf.text)
  const plain = leaf.json ? withMissed(found, findInJsonNumbers(leaf.text, engine)) : found
  if (leaf.label === undefined || leaf.text.length > HINTED_CHARS_MAX) return plain
  return withMissed(engine.find(leaf.text, { label: leaf.label }), plain)
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
