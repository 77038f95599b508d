import type { Entity, Span } from './recognizer.ts'
import type { Candidate } from './scan.ts'
import { WHOLE_TEXT_ENTITIES } from './whole-text.ts'

/**
 * Orders candidates and settles overlaps: an identifier wins over the name, address or date that holds it, since less is
 * allowed with it; then what an agency's own label names over what only a shipped label does; then the longer, the
 * validated, shape over label, the surer, the earlier.
 * The winner takes over what only the loser covered, so that no part of either stays readable, and names the losers: policy
 * may let the winner's kind through and not theirs.
 */
export function resolveSpans(candidates: readonly Candidate[]): Span[] {
  if (candidates.length === 0) return []
  const ordered =
    candidates.length === 1 ? candidates : [...candidates].sort((a, b) => a.start - b.start || b.end - a.end)
  const result: Span[] = []
  let best = ordered[0]!
  let { start, end } = best
  let beside = NONE
  for (let i = 1; i < ordered.length; i++) {
    const next = ordered[i]!
    if (next.start >= end) {
      result.push(spanOf(best, start, end, beside))
      best = next
      beside = NONE
      start = next.start
      end = next.end
      continue
    }
    const [winner, loser] = outranks(next, best) ? [next, best] : [best, next]
    beside = namedBeside(beside, winner, loser)
    best = winner
    if (next.end > end) end = next.end
  }
  result.push(spanOf(best, start, end, beside))
  return result
}

const NONE: readonly Entity[] = []

/** The winner of two overlapping spans, with everything that either was read as. */
export function withBeside(winner: Span, loser: Span): Span {
  const beside = namedBeside([...(winner.beside ?? NONE), ...(loser.beside ?? NONE)], winner, loser)
  return beside.length === 0 ? winner : { ...winner, beside }
}

function namedBeside(beside: readonly Entity[], winner: Span, loser: Span): readonly Entity[] {
  if (beside.length === 0 && loser.entity === winner.entity) return NONE
  const all = new Set([...beside, loser.entity])
  all.delete(winner.entity)
  return [...all]
}

function outranks(a: Candidate, b: Candidate): boolean {
  const isProse = WHOLE_TEXT_ENTITIES.has(a.entity)
  if (isProse !== WHOLE_TEXT_ENTITIES.has(b.entity)) return !isProse
  if (a.own !== b.own && isGuess(a) && isGuess(b)) return a.own === true
  const length = a.end - a.start - (b.end - b.start)
  if (length !== 0) return length > 0
  if (a.validated !== b.validated) return a.validated
  return a.tier === b.tier ? a.score > b.score : a.tier === 'shape'
}

function isGuess({ tier, validated }: Candidate): boolean {
  return tier === 'label' && !validated
}

function spanOf(candidate: Candidate, start: number, end: number, beside: readonly Entity[]): Span {
  const { entity, score, recognizer, validated, tier } = candidate
  const span = { start, end, entity, score, recognizer, validated, tier }
  return beside.length === 0 ? span : { ...span, beside }
}
