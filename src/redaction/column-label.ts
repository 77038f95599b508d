const LINE_CHARS_MAX = 1024
const DELIMITERS = [',', '\t', ';', '|'] as const

interface Header<Label> {
  readonly end: number
  readonly delimiter: string
  readonly labels: readonly (Label | null)[]
}

/** What a column's name says of its values; null: nothing. */
type LabelOf<Label> = (name: string) => Label | null

/** Reads a text's table header once it is asked for: in a table the column's name counts, not the nearest word. */
export function columnLabels<Label>(text: string, labelOf: LabelOf<Label>): (at: number) => Label | null {
  let header: Header<Label> | null | undefined
  // Recognizers ask from left to right, so columns are counted on from the last place: once over the text for each.
  let last = 0
  let column = 0

  return (at) => {
    if (header === undefined) header = headerOf(text, labelOf)
    if (header === null || at <= header.end) return null
    if (at < last || last < header.end) {
      last = header.end
      column = 0
    }
    const between = text.slice(last, at)
    const line = between.lastIndexOf('\n')
    if (line >= 0) column = 0
    column += count(between, header.delimiter, line + 1)
    last = at
    return header.labels[column] ?? null
  }
}

function count(text: string, delimiter: string, from: number): number {
  let found = 0
  for (let at = text.indexOf(delimiter, from); at >= 0; at = text.indexOf(delimiter, at + 1)) found++
  return found
}

/** The first line of names with a delimiter between them, at least one of them known and none with a digit. */
function headerOf<Label>(text: string, labelOf: LabelOf<Label>): Header<Label> | null {
  const end = text.indexOf('\n')
  if (end < 0) return null
  for (let start = 0, lines = 0; lines < 8; lines++) {
    const stop = text.indexOf('\n', start)
    if (stop < 0) return null
    const header = stop - start <= LINE_CHARS_MAX ? parsed(text.slice(start, stop), stop, labelOf) : null
    if (header !== null) return header
    start = stop + 1
  }
  return null
}

function parsed<Label>(line: string, end: number, labelOf: LabelOf<Label>): Header<Label> | null {
  if (/[0-9.?!]/.test(line)) return null
  for (const delimiter of DELIMITERS) {
    const cells = line.split(delimiter)
    if (cells.length < 2 || cells.some((cell) => cell.trim().split(/\s+/).length > 4)) continue
    const labels = cells.map(labelOf)
    if (labels.some((label) => label !== null)) return { end, delimiter, labels }
  }
  return null
}
