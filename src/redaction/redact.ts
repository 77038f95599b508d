import { applyEdits, type Edit, orderEdits } from '../core/edits.ts'
import { createEngine, type RedactionEngine } from './engine.ts'
import type { Placeholders } from './placeholders.ts'
import type { Span } from './recognizer.ts'

export interface Redacted {
  readonly text: string
  /** Over the text given. */
  readonly edits: Edit[]
  readonly spans: Span[]
}

let shared: RedactionEngine | undefined

/** Replaces every identifier by its kind: a drop-in for a redaction library, with nothing to configure. */
export function redact(text: string): string {
  shared ??= createEngine()
  const spans = shared.find(text)
  return applyEdits(
    text,
    spans.map((span) => ({ start: span.start, end: span.end, text: `[${span.entity.toUpperCase()}]` })),
  )
}

/** Replaces identifiers by this exchange's placeholders, and typed look-alikes that would resolve by text of their own. */
export function redactText(text: string, engine: RedactionEngine, placeholders: Placeholders): Redacted {
  const spans = engine.find(text)
  const edits = redactionEdits(text, spans, placeholders)
  return { text: applyEdits(text, edits), edits, spans }
}

/** The edits for spans found before, for callers that judge first and redact later. */
export function redactionEdits(text: string, spans: readonly Span[], placeholders: Placeholders): Edit[] {
  placeholders.reserve(text)
  const edits: Edit[] = spans.map((span) => ({
    start: span.start,
    end: span.end,
    text: placeholders.for(span.entity, text.slice(span.start, span.end)),
  }))
  const typed = placeholders.lookAlikeEdits(text)
  if (typed.length === 0) return edits
  const free = typed.filter((edit) => !spans.some((span) => span.start < edit.end && edit.start < span.end))
  return orderEdits([...edits, ...free])
}
