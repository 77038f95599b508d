import { readDate } from './dates.ts'
import type { Stretch } from './run-scan.ts'

const LINE = /[^\n]+/g
const LINE_CHARS_MAX = 1024
const ROWS_MIN = 3
const DATE =
  /(?<![0-9A-Za-z./-])(?:(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|[0-9]{1,2}[/-][0-9]{1,2}[/-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?![0-9A-Za-z/-]|[:.][0-9])/g
const NAME = /\p{Lu}[\p{L}'’-]{1,20},? {0,12}\p{Lu}\p{L}/u
/** What numbers somebody. */
const NUMBER = /(?<![0-9A-Za-z./-])[A-Z]{0,2}[0-9]{6,11}(?![0-9A-Za-z/-])/
/** A line above that says what the dates are. */
const HEADER = /date|\bdt\b|hired|filed|issued|visit|seen|eff|exp|start|since|entered/i
/** So long ago nobody enters a date of today. */
const ADULT_YEARS = 16
const CHILD_YEARS = 4
/** A class or a team is of an age. */
const CLASS_YEARS = 6

/**
 * Dates of birth in rows of people that have neither header nor label: three rows and more, in each a name, a number and one
 * date, all of them long past or, of children, close together.
 */
export function birthColumns(text: string): Stretch[] {
  const found: Stretch[] = []
  let rows: (Stretch & { readonly year: number })[] = []
  let above = ''
  const end = (): void => {
    if (rows.length >= ROWS_MIN && areBirths(rows.map(({ year }) => year)) && !HEADER.test(above)) found.push(...rows)
    rows = []
  }
  for (const { 0: line, index } of text.matchAll(LINE)) {
    const date = line.length > LINE_CHARS_MAX ? null : dateOfRow(line)
    if (date === null) {
      end()
      above = line
    } else rows.push({ start: index + date.start, end: index + date.end, year: date.year })
  }
  end()
  return found
}

function dateOfRow(line: string): (Stretch & { readonly year: number }) | null {
  if (!NUMBER.test(line) || !NAME.test(line)) return null
  const dates = [...line.matchAll(DATE)]
  // A line that begins with a date is of that day.
  if (dates.length !== 1 || line.slice(0, dates[0]!.index).trim() === '') return null
  return readDate(line, dates[0]!.index)
}

function areBirths(years: readonly number[]): boolean {
  const now = new Date().getUTCFullYear()
  const [first, last] = [Math.min(...years), Math.max(...years)]
  return last <= now - ADULT_YEARS || (last <= now - CHILD_YEARS && last - first <= CLASS_YEARS)
}
