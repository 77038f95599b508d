import { headings, type LabelOf } from './headings.ts'
import { messageFields } from './messages.ts'
import { personRows } from './person-rows.ts'
import { spacedTables } from './spaced-tables.ts'
import { sqlRows } from './sql-rows.ts'

const LINE_CHARS_MAX = 1024
/** How far down a text its table may begin. */
const LINES_MAX = 64
const DELIMITERS = [',', '\t', ';', '|'] as const
/** What the lines of a comma-separated table may be mistaken for: lists of words in a sentence. */
const CELL_WORDS_MAX = { ',': 4, '\t': 8, ';': 5, '|': 8 } as const
const PAIRED: ReadonlySet<string> = new Set(['\t', '|'])
/** A ruler between the names and the first row. */
const RULER = /^[-=+|:, \t;]*$/
const PROSE = /[a-z]{5}\. /
const BLANK_LINE = /\n[ \t\r]*\n/g

/** What the header of a table says of the column that holds an offset; null outside of tables. */
export interface Columns<Label> {
  (at: number): Label | null
  /** Where the cell that holds it starts; 0 outside of tables. */
  cellStart(at: number): number
}

interface Header<Label> {
  readonly end: number
  /** Where the table ends. */
  readonly last: number
  readonly delimiter: string
  /** No blank stands behind a delimiter: `HENSLEY, TRAVIS` is one cell that nobody quoted. */
  readonly isTight: boolean
  readonly labels: readonly (Label | null)[]
}

/** Reads a text's table header once it is asked for: in a table the column's name counts, not the nearest word. */
export function columnLabels<Label>(text: string, labelOf: LabelOf<Label>): Columns<Label> {
  let header: Header<Label> | null | undefined
  let spaced: ((at: number) => Label | null) | null = null
  // Recognizers ask from left to right, so columns are counted on from the last place: once over the text for each.
  let last = 0
  let column = 0
  let start = 0
  let cell = 0
  let isQuoted = false

  const columns = (at: number): Label | null => {
    cell = 0
    if (header === undefined) header = headerOf(text, labelOf)
    if (header === null || at <= header.end || at > header.last) {
      spaced ??=
        messageFields(text, labelOf) ??
        sqlRows(text, labelOf) ??
        personRows(text, labelOf) ??
        spacedTables(text, labelOf)
      return spaced(at)
    }
    if (at < last || last < header.end) {
      last = start = header.end
      column = 0
      isQuoted = false
    }
    const { delimiter, isTight } = header
    for (; last < at; last++) {
      const char = text[last]!
      if (char === '\n') {
        column = 0
        start = last + 1
        isQuoted = false
      } else if (char === '"')
        isQuoted = isQuoted ? !closes(text[last + 1], delimiter) : opens(text[last - 1], delimiter)
      else if (char === delimiter && !isQuoted && !(isTight && text[last + 1] === ' ')) {
        column++
        start = last + 1
      }
    }
    cell = start
    return header.labels[column] ?? null
  }
  return Object.assign(columns, {
    cellStart(at: number): number {
      columns(at)
      return cell
    },
  })
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
  for (let start = 0, lines = 0; lines < LINES_MAX; lines++) {
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
  // A line with a colon is a form's, or what somebody says; one that ends as sentences do is prose.
  if (line.includes(':') || line.endsWith('.') || (line.includes('. ') && PROSE.test(line))) return null
  let row = lineFrom(text, end + 1)
  if (RULER.test(row)) row = lineFrom(text, end + 1 + row.length + 1)
  for (const delimiter of DELIMITERS) {
    if (!line.includes(delimiter)) continue
    const cells = line.split(delimiter)
    const below = row.split(delimiter)
    if (below.length < cells.length) continue
    const labels = headings(cells, labelOf, CELL_WORDS_MAX[delimiter])
    if (labels === null || (PAIRED.has(delimiter) && isSingle(labels) && isPaired(below, labelOf))) continue
    BLANK_LINE.lastIndex = end
    const isTight = delimiter === ',' && !line.includes(', ')
    return { end, last: BLANK_LINE.test(text) ? BLANK_LINE.lastIndex - 1 : text.length, delimiter, isTight, labels }
  }
  return null
}

function isSingle(labels: readonly unknown[]): boolean {
  return labels.filter((label) => label !== null).length < 2
}

/** `|SSN|…|DOB|…|`: names and values side by side are a form's, whatever the line above looks like. */
function isPaired<Label>(cells: readonly string[], labelOf: LabelOf<Label>): boolean {
  return cells.some(
    (cell, at) => /^ *[A-Za-z][A-Za-z .#/]*$/.test(cell) && labelOf(cell) !== null && /[0-9]/.test(cells[at + 1] ?? ''),
  )
}

function lineFrom(text: string, start: number): string {
  const next = text.indexOf('\n', start)
  return text.slice(start, Math.min(next < 0 ? text.length : next, start + LINE_CHARS_MAX))
}
