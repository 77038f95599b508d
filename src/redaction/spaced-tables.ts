import { headings, type LabelOf } from './headings.ts'

interface Table<Label> {
  /** Where the header ends, and the table. */
  readonly start: number
  readonly end: number
  readonly labels: readonly (Label | null)[]
}

const LINE_CHARS_MAX = 512
const GAP = /[ \t]{2,}/
/** A line with two cells or more. */
const CELLS = /\S[ \t]{2,}\S/

/**
 * Tables of a form, whose columns are set apart by blanks: a line of names, then lines with as many cells, up to an empty
 * line. Each such table of a text has a header of its own.
 */
export function spacedTables<Label>(text: string, labelOf: LabelOf<Label>): (at: number) => Label | null {
  const tables = text.includes('\n') && text.includes('  ') && CELLS.test(text) ? readTables(text, labelOf) : []
  let next = 0
  let last = 0
  let column = 0

  return (at) => {
    if (at < last) next = last = 0
    while (next < tables.length && tables[next]!.end <= at) next++
    const table = tables[next]
    if (table === undefined || at <= table.start) return null
    if (last <= table.start) {
      last = table.start
      column = 0
    }
    for (; last < at; last++) {
      if (text[last] === '\n') column = 0
      else if (isBlank(text[last - 1]) && isBlank(text[last - 2]) && !isBlank(text[last]) && !opensLine(text, last))
        column++
    }
    const starts = isBlank(text[at - 1]) && isBlank(text[at - 2]) && !isBlank(text[at]) && !opensLine(text, at)
    return table.labels[column + (starts ? 1 : 0)] ?? null
  }
}

function readTables<Label>(text: string, labelOf: LabelOf<Label>): Table<Label>[] {
  const tables: Table<Label>[] = []
  for (let start = 0; start < text.length; ) {
    const stop = lineEnd(text, start)
    const labels = stop - start <= LINE_CHARS_MAX ? headerOf(text, start, stop, labelOf) : null
    if (labels === null) {
      start = stop + 1
      continue
    }
    const blank = /\n[ \t\r]*\n/g
    blank.lastIndex = stop
    const end = blank.test(text) ? blank.lastIndex - 1 : text.length
    tables.push({ start: stop, end, labels })
    start = end + 1
  }
  return tables
}

function headerOf<Label>(text: string, start: number, stop: number, labelOf: LabelOf<Label>): (Label | null)[] | null {
  const line = text.slice(start, stop).trim()
  // `Name: Ann   Tel: …` is a form's line, not a header.
  if (!GAP.test(line) || line.includes(':')) return null
  const cells = line.split(GAP)
  const below = text.slice(stop + 1, Math.min(lineEnd(text, stop + 1), stop + LINE_CHARS_MAX)).trim()
  return below.split(GAP).length === cells.length ? headings(cells, labelOf) : null
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t'
}

/** Only blanks stand before it on its line. Tables are indented by little. */
function opensLine(text: string, at: number): boolean {
  let from = at
  while (isBlank(text[from - 1]) && at - from < 16) from--
  return from === 0 || text[from - 1] === '\n'
}
