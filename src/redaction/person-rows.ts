import { isNanpNumber } from './checks.ts'
import type { LabelOf } from './headings.ts'
import { type NamedPlace, placeNames } from './named-places.ts'

/** A cell for the sex, between others. */
const SEX = /[\t|;][MFUX][\t|;]/
const LINE = /[^\n]+/g
const LINE_CHARS_MAX = 1024
const CELLS_MIN = 5
const DATE =
  /^(?:(?:19|20)[0-9]{6}|[01][0-9][0-3][0-9](?:19|20)[0-9]{2}|[0-9]{1,2}[/-][0-9]{1,2}[/-](?:(?:19|20)[0-9]{2}|[0-9]{2})|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})$/

/**
 * Rows of people without a header, as an extract of a database has them: a date beside the sex is a birth, and what else is
 * a number in such a row is what its digits make of it. Null in a text without.
 */
export function personRows<Label>(text: string, labelOf: LabelOf<Label>): ((at: number) => Label | null) | null {
  if (!mayHoldPersonRows(text)) return null
  const places: NamedPlace<Label>[] = []
  for (const { 0: line, index } of text.matchAll(LINE)) {
    const mark = line.length > LINE_CHARS_MAX ? undefined : SEX.exec(line)?.[0][0]
    if (mark === undefined) continue
    const cells = line.split(mark)
    const sex = cells.findIndex((cell) => /^[MFUX]$/.test(cell))
    const birth = [sex - 1, sex + 1].find((at) => DATE.test(cells[at] ?? ''))
    if (cells.length < CELLS_MIN || birth === undefined) continue
    let start = index
    for (const [at, cell] of cells.entries()) {
      const name = at === birth ? 'Date of birth' : nameOf(cell.trim())
      const label = name === null ? null : labelOf(name)
      if (label !== null) places.push({ start, end: start + cell.length, label })
      start += cell.length + 1
    }
  }
  return places.length === 0 ? null : placeNames(places)
}

export function mayHoldPersonRows(text: string): boolean {
  return SEX.test(text)
}

function nameOf(cell: string): string | null {
  if (/^[0-9]{9}$/.test(cell)) return 'SSN'
  return /^[0-9]{10}$/.test(cell) && isNanpNumber(cell) ? 'Phone' : null
}
