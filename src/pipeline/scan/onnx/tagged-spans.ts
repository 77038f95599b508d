import type { Piece } from './wordpiece.ts'

/** What a model says of one piece: its likeliest label and how likely, 0 to 1. */
export interface Tag {
  readonly label: string
  readonly score: number
}

/** A run of words with one label, by the model's own name for it. */
export interface TaggedSpan {
  readonly start: number
  readonly end: number
  readonly label: string
  readonly score: number
}

/**
 * Joins tags of the form `B-PER`, `I-PER` or `PER` into spans. A word is what its first piece is tagged as; a span is as
 * sure as its words on average. `O` is no label.
 */
export function taggedSpans(pieces: readonly Piece[], tags: readonly Tag[]): TaggedSpan[] {
  const spans: { start: number; end: number; label: string; scores: number[] }[] = []
  let open: (typeof spans)[number] | null = null
  for (const [at, piece] of pieces.entries()) {
    if (!piece.isFirst) {
      if (open !== null) open.end = piece.end
      continue
    }
    const { label, score } = tags[at]!
    const name = label.replace(/^[BIELSU]-/, '')
    if (name === 'O') {
      open = null
      continue
    }
    const goesOn: boolean = open?.label === name && !label.startsWith('B-')
    if (open !== null && goesOn) {
      open.end = piece.end
      open.scores.push(score)
      continue
    }
    open = { start: piece.start, end: piece.end, label: name, scores: [score] }
    spans.push(open)
  }
  return spans.map(({ start, end, label, scores }) => ({
    start,
    end,
    label,
    score: scores.reduce((sum, score) => sum + score, 0) / scores.length,
  }))
}
