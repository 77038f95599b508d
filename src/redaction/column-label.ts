import { headings, type LabelOf } from './headings.ts'
import { spacedTables } from './spaced-tables.ts'

const LINE_CHARS_MAX = 1024
const DELIMITERS = [',', '\t', ';', '|'] as const

interface Header<Label> {
  readonly end: number
  readonly delimiter: string
  readonly labels: readonly (Label | null)[]
}

/** Reads a text's table header once it is asked for: in a table the column's name counts, not the nearest word. */
export function columnLabels<Label>(text: string, labelOf: LabelOf<Label>): (at: number) => Label | null {
  let header: Header<Label> | null | undefined
  let spaced: ((at: number) => Label | null) | null = null
  // Recognizers ask from left to right, so columns are counted on from the last place: once over the text for each.
  let last = 0
  let column = 0
  let isQuoted = false

  return (at) => {
    if (header === undefined) header = headerOf(text, labelOf)
    if (header === null) {
      spaced ??= spacedTables(text, labelOf)
      return spaced(at)
    }
    if (at <= header.end) return null
    if (at < last || last < header.end) {
      last = header.end
      column = 0
      isQuoted = false
    }
    const { delimiter } = header
    for (; last < at; last++) {
      const char = text[last]!
      if (char === '\n') {
        column = 0
        isQuoted = false
      } else if (char === '"')
        isQuoted = isQuoted ? !closes(text[last + 1], delimiter) : opens(text[last - 1], delimiter)
      else if (char === delimiter && !isQuoted) column++
    }
    return header.labels[column] ?? null
  }
}

/** A delimiter within quotes belongs to the value: `"Rowe, Ann"`. An inch mark opens nothing. */
function opens(before: string | undefined, delimiter: string): boolean {
  return before === undefined || before === '\n' || before === delimiter
}

function closes(after: string | undefined, delimiter: string): boolean {
  return after === undefined || after === '\n' || after === '\r' || after === delimiter
}

/** The first line of names with a delimiter between them, at least one of them known and none with a digit. */
function headerOf<Label>(text: string, labelOf: LabelOf<Label>): Header<Label> | null {
  const end = text.indexOf('\n')
  if (end < 0) return null
  for (let start = 0, lines = 0; lines < 8; lines++) {
    const stop = text.indexOf('\n', start)
    if (stop < 0) return null
    const header = stop - start <= LINE_CHARS_MAX ? parsed(text, start, stop, labelOf) : null
    if (header !== null) return header
    start = stop + 1
  }
  return null
}

function parsed<Label>(text: string, start: number, end: number, labelOf: LabelOf<Label>): Header<Label> | null {
  const line = text.slice(start, end)
  // A line with a colon is a form's, or what somebody says.
  if (line.includes(':')) return null
  const next = text.indexOf('\n', end + 1)
  const row = text.slice(end + 1, Math.min(next < 0 ? text.length : next, end + LINE_CHARS_MAX))
  for (const delimiter of DELIMITERS) {
    const cells = line.split(delimiter)
    if (row.split(delimiter).length < cells.length) continue
    const labels = headings(cells, labelOf)
    if (labels !== null) return { end, delimiter, labels }
  }
  return null
}
