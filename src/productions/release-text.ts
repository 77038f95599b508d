import type { Redaction } from './judge-record.ts'
import type { ShownText } from './shown-text.ts'

/** What goes out of one text, and where in it something is missing. */
export interface ReleasedText {
  readonly part: string
  readonly text: string
  readonly gaps: readonly Gap[]
}

export interface Gap {
  /** UTF-16 offset in the released text. How long what is missing was isn’t told. */
  readonly at: number
  readonly redactions: readonly Redaction[]
}

/**
 * A text as it is released: withheld places are taken out and `[Withheld: CODE]` stands there; of the placeholders, those
 * in `restored` (by their start) give way to their values. A placeholder that a redaction touches goes whole.
 */
export function releaseText(
  { part, text, atoms }: ShownText,
  redactions: readonly Redaction[],
  restored: ReadonlySet<number>,
): ReleasedText {
  const holes: { start: number; end: number; redactions: Redaction[] }[] = []
  const grown = redactions
    .map((redaction) => {
      const touched = atoms.filter((atom) => atom.start < redaction.end && redaction.start < atom.end)
      const start = Math.min(redaction.start, ...touched.map((atom) => atom.start))
      return { start, end: Math.max(redaction.end, ...touched.map((atom) => atom.end)), redaction }
    })
    .filter(({ start, end }) => end > start)
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
  for (const { start, end, redaction } of grown) {
    const last = holes.at(-1)
    if (last !== undefined && start < last.end) {
      last.end = Math.max(last.end, end)
      last.redactions.push(redaction)
    } else holes.push({ start, end, redactions: [redaction] })
  }
  const pieces: string[] = []
  const gaps: Gap[] = []
  let at = 0
  let length = 0
  const add = (piece: string): void => {
    pieces.push(piece)
    length += piece.length
  }
  const copy = (end: number): void => {
    for (const atom of atoms) {
      if (atom.start < at || atom.end > end) continue
      add(text.slice(at, atom.start))
      add(restored.has(atom.start) ? (atom.value ?? atom.shown) : atom.shown)
      at = atom.end
    }
    add(text.slice(at, end))
    at = end
  }
  for (const hole of holes) {
    copy(hole.start)
    gaps.push({ at: length, redactions: hole.redactions })
    const codes = [...new Set(hole.redactions.map(({ exemption }) => exemption))].toSorted()
    add(`[Withheld: ${codes.join(', ')}]`)
    at = hole.end
  }
  copy(text.length)
  return { part, text: pieces.join(''), gaps }
}
