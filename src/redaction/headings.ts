import { hashOf } from './names/fold.ts'
import { flagsOf } from './names/lexicon.ts'
import { LEX } from './names/lexicon-layout.ts'

/** What a column's name says of its values; null: nothing. */
export type LabelOf<Label> = (name: string) => Label | null

const CELL_WORDS_MAX = 4

/** What the cells of a line name, if it can be a header: short names, at least one of them known, none of them a value. */
export function headings<Label>(
  cells: readonly string[],
  labelOf: LabelOf<Label>,
  wordsMax = CELL_WORDS_MAX,
): (Label | null)[] | null {
  // `Acct. No.` abbreviates; a period elsewhere ends a sentence.
  if (
    cells.length < 2 ||
    cells.some((cell) => /^[\s"']*[0-9]|[0-9]{3}|[?!]|[^.]{12}\.|\.\s+[^.]*[^.\s]{5}|[—–]$/.test(cell))
  )
    return null
  if (cells.some((cell) => cell.trim().split(/\s+/).length > wordsMax)) return null
  // `Mother’s maiden name   Eula Thigpen` is a form's line.
  if (cells.some(isSomebody)) return null
  const labels = cells.map(labelOf)
  return labels.some((label) => label !== null) ? labels : null
}

/** `Reason`, `Last day worked`: words of every day, none of which people are called first. */
export function isFormsLabel(cell: string): boolean {
  const words = cell.match(/\p{L}+/gu) ?? []
  if (words.length === 0 || words.length > CELL_WORDS_MAX || /[0-9]/.test(cell)) return false
  return words.every((word) => {
    const flags = flagsOf(hashOf(word))
    return ((flags >>> LEX.common) & 3) > 0 && ((flags >>> LEX.first) & 3) < 2
  })
}

/** Two to four words with capitals, a first name and a surname that are hardly anything else. */
function isSomebody(cell: string): boolean {
  const words = cell.trim().split(/\s+/)
  if (words.length < 2 || !words.every((word) => /^\p{Lu}/u.test(word))) return false
  const first = flagsOf(hashOf(words[0]!))
  const last = flagsOf(hashOf(words.findLast((word) => word.length > 3) ?? ''))
  const common = (flags: number): number => (flags >>> LEX.common) & 3
  return (
    ((first >>> LEX.first) & 3) > 1 &&
    common(first) === 0 &&
    ((last >>> LEX.last) & 3) > 1 &&
    common(last) < 2 &&
    first !== last
  )
}
