import type { Edit } from '../core/edits.ts'
import type { Span } from '../redaction/recognizer.ts'

/** Stands between an answer's prose and its label. */
export const LABEL_SEPARATOR = '\n\n'

/**
 * A label that an earlier answer carried at its end, in any language the policy ever had, with what parts it from the
 * prose. Clients send answers back as history; the model must not see the label, or it would learn to write it.
 */
export function priorLabel(text: string, archived: readonly string[]): Edit | null {
  let label = ''
  for (const one of archived) if (one.length > label.length && text.endsWith(one)) label = one
  if (label === '') return null
  const from = text.length - label.length
  const start = text.endsWith(LABEL_SEPARATOR, from) ? from - LABEL_SEPARATOR.length : from
  return { start, end: text.length, text: '' }
}

/** Spans without those in the label: a label that names a telephone number tells nothing of the prompt. */
export function outsideLabel(spans: readonly Span[], label: Edit | null): readonly Span[] {
  if (label === null) return spans
  return spans
    .filter((span) => span.start < label.start)
    .map((span) => (span.end <= label.start ? span : { ...span, end: label.start }))
}
