import type { Span } from './recognizer.ts'
import type { Candidate } from './scan.ts'
import { WHOLE_TEXT_ENTITIES } from './whole-text.ts'

/**
 * Orders candidates and settles overlaps: an identifier wins over the name, address or date that holds it, since less is
 * allowed with it; then the longer, the validated, shape over label, the surer, the earlier.
 * The winner takes over what only the loser covered, so that no part of either stays readable.
 */
export function resolveSpans(candidates: readonly Candidate[]): Span[] {
  if (candidates.length === 0) return []
  const ordered =
    candidates.length === 1 ? candidates : [...candidates].sort((a, b) => a.start - b.start || b.end - a.end)
  const result: Span[] = []
  let best = ordered[0]!
  let { start, end } = best
  for (let i = 1; i < ordered.length; i++) {
    const next = ordered[i]!
    if (next.start >= end) {
      result.push(spanOf(best, start, end))
      best = next
      start = next.start
      end = next.end
      continue
    }
    if (outranks(next, best)) best = next
    if (next.end > end) end = next.end
  }
  result.push(spanOf(best, start, end))
  return result
}

function outranks(a: Candidate, b: Candidate): boolean {
  const isProse = WHOLE_TEXT_ENTITIES.has(a.entity)
  if (isProse !== WHOLE_TEXT_ENTITIES.has(b.entity)) return !isProse
  const length = a.end - a.start - (b.end - b.start)
  if (length !== 0) return length > 0
  if (a.validated !== b.validated) return a.validated
  return a.tier === b.tier ? a.score > b.score : a.tier === 'shape'
}

function spanOf(candidate: Candidate, start: number, end: number): Span {
  const { entity, score, recognizer, validated, tier } = candidate
  return { start, end, entity, score, recognizer, validated, tier }
}
