/** What a column's name says of its values; null: nothing. */
export type LabelOf<Label> = (name: string) => Label | null

const CELL_WORDS_MAX = 4

/** What the cells of a line name, if it can be a header: short names, at least one of them known, none of them a value. */
export function headings<Label>(cells: readonly string[], labelOf: LabelOf<Label>): (Label | null)[] | null {
  // `Acct. No.` abbreviates; a period elsewhere ends a sentence.
  if (cells.length < 2 || cells.some((cell) => /^[\s"']*[0-9]|[0-9]{3}|[?!]|[^.]{12}\.|\.\s+[^.]*[^.\s]{5}/.test(cell)))
    return null
  if (cells.some((cell) => cell.trim().split(/\s+/).length > CELL_WORDS_MAX)) return null
  const labels = cells.map(labelOf)
  return labels.some((label) => label !== null) ? labels : null
}
