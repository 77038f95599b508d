import { headings, isFormsLabel, type LabelOf } from './headings.ts'

interface Cell {
  readonly start: number
  readonly end: number
}

interface Table<Label> {
  /** Where the header ends, and the table. */
  readonly start: number
  readonly end: number
  /** Where the names stand in their line. */
  readonly names: readonly Cell[]
  readonly labels: readonly (Label | null)[]
}

const LINE_CHARS_MAX = 512
const CELL_WORDS_MAX = 5
const CELL = /\S+(?:[ ]\S+)*/g
/** A line with two cells or more. */
const CELLS = /\S[ \t]{2,}\S/
const FIELD = /^[A-Za-z][A-Za-z .#/-]{0,24}:(?: |$)/
const RULER = /^[-=_+ \t]+$/
const TICKED = /[\u2610-\u2612]|\[[ xX]?\]/
/** How far down a form its labels are looked at. */
const FORM_LINES = 8

/**
 * Tables of a form, whose columns are set apart by blanks: a line of names, then lines of cells, up to an empty line. Each
 * such table of a text has a header of its own. A line with as many cells as names is read in order; where cells are empty,
 * each belongs to the name above it.
 */
export function spacedTables<Label>(text: string, labelOf: LabelOf<Label>): (at: number) => Label | null {
  const tables = text.includes('\n') && text.includes('  ') && CELLS.test(text) ? readTables(text, labelOf) : []
  let next = 0
  let last = 0
  let line = { start: 0, end: 0 }
  let cells: readonly Cell[] = []

  return (at) => {
    if (at < last) {
      next = 0
      line = { start: 0, end: 0 }
    }
    last = at
    while (next < tables.length && tables[next]!.end <= at) next++
    const table = tables[next]
    if (table === undefined || at <= table.start) return null
    if (line.end <= table.start) line = { start: table.start + 1, end: lineEnd(text, table.start + 1) }
    while (line.end < at) line = { start: line.end + 1, end: lineEnd(text, line.end + 1) }
    if (line.end - line.start > LINE_CHARS_MAX) return null
    if (cells.length === 0 || cells[0]!.start < line.start || cells[0]!.start > line.end) cells = cellsOf(text, line)
    const index = cells.findIndex((cell) => cell.start <= at && at < cell.end)
    const cell = cells[index]
    if (cell === undefined) return null
    if (cells.length === table.names.length) return table.labels[index] ?? null
    if (cells.length > table.names.length) return null
    const over = (name: Cell): boolean => name.start < cell.end - line.start && cell.start - line.start < name.end
    // A column filled to its brim leaves one blank before the next: two cells look like one.
    const brim = table.names.findIndex((name) => over(name) && Math.abs(name.start - (at - line.start)) <= 1)
    const above = brim < 0 ? table.names.findIndex(over) : brim
    return above < 0 ? null : table.labels[above]!
  }
}

function readTables<Label>(text: string, labelOf: LabelOf<Label>): Table<Label>[] {
  const tables: Table<Label>[] = []
  for (let start = 0; start < text.length; ) {
    const stop = lineEnd(text, start)
    const header = stop - start <= LINE_CHARS_MAX ? headerOf(text, start, stop, labelOf) : null
    if (header === null) {
      start = stop + 1
      continue
    }
    const blank = /\n[ \t\r]*\n/g
    blank.lastIndex = stop
    const end = blank.test(text) ? blank.lastIndex - 1 : text.length
    tables.push({ start: stop, end, ...header })
    start = end + 1
  }
  return tables
}

function headerOf<Label>(
  text: string,
  start: number,
  stop: number,
  labelOf: LabelOf<Label>,
): Pick<Table<Label>, 'names' | 'labels'> | null {
  const line = text.slice(start, stop)
  // `Name: Ann   Tel: …` is a form's line, not a header, and so is one of boxes to tick.
  if (line.includes(':') || !CELLS.test(line) || TICKED.test(line)) return null
  const names = cellsOf(text, { start, end: stop })
  let below = { start: stop + 1, end: lineEnd(text, stop + 1) }
  if (RULER.test(text.slice(below.start, below.end)))
    below = { start: below.end + 1, end: lineEnd(text, below.end + 1) }
  if (below.end - below.start > LINE_CHARS_MAX) return null
  const row = cellsOf(text, below)
  if (row.length < 2 || row.length > names.length) return null
  // Fields below are a form's, and the line above is its title.
  if (row.every((cell) => FIELD.test(text.slice(cell.start, cell.end)))) return null
  const isAligned = (cell: Cell): boolean => names.some((name) => standsBelow(cell, below.start, name, start))
  if (row.length < names.length && !row.every(isAligned)) return null
  const labels = headings(
    names.map((name) => text.slice(name.start, name.end)),
    labelOf,
    CELL_WORDS_MAX,
  )
  return labels === null || isForm(text, start, labels)
    ? null
    : { names: names.map((name) => ({ start: name.start - start, end: name.end - start })), labels }
}

/** `Name   Gulf Pride` over `Reason   Lack of work`: each line is a field, and what stands on the left are labels. */
function isForm<Label>(text: string, start: number, labels: readonly (Label | null)[]): boolean {
  if (labels.length !== 2 || labels[0] === null || labels[1] !== null) return false
  let fields = 0
  let others = 0
  let line = { start, end: lineEnd(text, start) }
  for (let lines = 0; lines < FORM_LINES; lines++) {
    if (line.end >= text.length) break
    line = { start: line.end + 1, end: lineEnd(text, line.end + 1) }
    if (line.end - line.start > LINE_CHARS_MAX) break
    const [label] = cellsOf(text, line)
    if (label === undefined) break
    if (isFormsLabel(text.slice(label.start, label.end))) fields++
    else others++
  }
  return fields > others
}

/** Flush with a name on its left or its right. */
function standsBelow(cell: Cell, line: number, name: Cell, header: number): boolean {
  const left = cell.start - line - (name.start - header)
  const right = cell.end - line - (name.end - header)
  return Math.abs(left) <= 1 || Math.abs(right) <= 1
}

/** What two blanks or a tab set apart. */
function cellsOf(text: string, { start, end }: Cell): Cell[] {
  const line = text.slice(start, end)
  const cells: Cell[] = []
  CELL.lastIndex = 0
  for (let match = CELL.exec(line); match !== null; match = CELL.exec(line)) {
    const from = start + match.index
    cells.push({ start: from, end: from + match[0].length })
  }
  return cells
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
