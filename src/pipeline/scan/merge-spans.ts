import type { Span } from '../../redaction/recognizer.ts'
import { withBeside } from '../../redaction/resolve-spans.ts'

/**
 * Spans of several detectors in one text, none overlapping another. Of two that overlap the first list's stays what it is
 * and grows over what only the other covered, so that no part of either stays readable.
 */
export function mergeSpans(first: readonly Span[], others: readonly Span[]): readonly Span[] {
  if (others.length === 0) return first
  const own = new Set(first)
  const ordered = [...first, ...others].sort((a, b) => a.start - b.start || b.end - a.end)
  const merged: Span[] = []
  let isOwn = false
  for (const span of ordered) {
    const last = merged.at(-1)
    if (last === undefined || span.start >= last.end) {
      merged.push(span)
      isOwn = own.has(span)
      continue
    }
    const [kept, other] = !isOwn && own.has(span) ? [span, last] : [last, span]
    isOwn ||= own.has(span)
    merged[merged.length - 1] = { ...withBeside(kept, other), start: last.start, end: Math.max(last.end, span.end) }
  }
  return merged
}
