import type { Edit } from '../core/edits.ts'
import type { Span } from '../redaction/recognizer.ts'
import type { Finding } from './exchange.ts'
import type { ValueRules } from './value-rules.ts'

/** What takes the place of the identifiers found in one leaf; offsets count in the leaf's text. */
export function leafRedactions({ leaf, spans, isKey }: Finding, values: ValueRules): Edit[] {
  const edits: Edit[] = []
  for (const span of spans) {
    // Keys stay different from each other: a key twice could be read in two ways.
    const shown = values.replace(span.entity, leaf.text.slice(span.start, span.end), isKey === true)
    if (shown !== null) edits.push({ start: span.start, end: span.end, text: shown })
  }
  return leaf.json ? insideJson(leaf.text, edits) : edits
}

/** Keeps JSON JSON: what replaces (a part of) a number becomes a string. */
function insideJson(json: string, edits: readonly Edit[]): Edit[] {
  const fitted: Edit[] = []
  let isInside = false
  let at = 0
  for (const edit of edits) {
    for (; at < edit.start; at++) {
      const character = json.charCodeAt(at)
      if (character === 0x5c) at++
      else if (character === 0x22) isInside = !isInside
    }
    if (isInside) {
      fitted.push(edit)
      continue
    }
    const token = numberAround(json, edit)
    if (token.start >= (fitted.at(-1)?.end ?? 0)) fitted.push({ ...token, text: JSON.stringify(edit.text) })
  }
  return fitted
}

function numberAround(json: string, { start, end }: Edit): Pick<Span, 'start' | 'end'> {
  const isPart = (at: number): boolean => /[-+.\dEe]/.test(json.charAt(at))
  while (start > 0 && isPart(start - 1)) start--
  while (end < json.length && isPart(end)) end++
  return { start, end }
}
