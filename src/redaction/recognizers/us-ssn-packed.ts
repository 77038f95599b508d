import { isAssignableSsn } from '../checks.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** A number, a date of birth and perhaps the sex, as fixed columns have them without a blank between. */
const PACKED = /^([0-9]{9})(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[MFUX][0-9]{0,10})?$/
/** A line that begins with a number, then has a name in capitals and a day, without a word of what each is. */
const LINE =
  /(?:^|\n)([0-9]{9})(?: {1,4}[A-Z][A-Z'-]{1,20}(?:,? {1,20}[A-Z][A-Z'-]{0,20}){1,3}) {1,20}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])/g
const LINES_MIN = 2
const NUMBER_CHARS = 9
const CHARS_MIN = 17
const CHARS_MAX = 28
/** A column of letters stands before it. */
const BEHIND_NAME = /[A-Za-z.'’-] {2,40}$/
const LEFT_CHARS = 48

/** Social security numbers in the fixed columns of old systems' extracts. Streams don't wait for their end. */
export const usSsnPacked: Recognizer = {
  entity: 'us_ssn',
  name: 'us-ssn-packed',
  find(scan) {
    if (!scan.tables) return
    const { text } = scan
    for (const { start, end } of scan.tokens.all) {
      if (end - start < CHARS_MIN || end - start > CHARS_MAX) continue
      scan.steps += end - start
      const number = PACKED.exec(text.slice(start, end))?.[1]
      if (number === undefined || !isAssignableSsn(number)) continue
      if (!BEHIND_NAME.test(text.slice(Math.max(0, start - LEFT_CHARS), start))) continue
      const grounds = { score: 0.75, recognizer: 'us-ssn-packed', validated: false, tier: 'shape' } as const
      scan.found.push({ start, end: start + NUMBER_CHARS, entity: 'us_ssn', ...grounds })
    }
    inLines(scan)
  },
}

/** Several lines of such columns; a header above or a single line says too little. */
function inLines(scan: Scan): void {
  const { text } = scan
  if (!text.includes('\n') || !text.includes('  ')) return
  const lines = [...text.matchAll(LINE)]
  if (lines.length < LINES_MIN || !lines.every((line) => isAssignableSsn(line[1]!))) return
  for (const line of lines) {
    const start = line.index + line[0].indexOf(line[1]!)
    scan.steps += line[0].length
    const grounds = { score: 0.6, recognizer: 'us-ssn-packed', validated: false, tier: 'shape' } as const
    scan.found.push({ start, end: start + NUMBER_CHARS, entity: 'us_ssn', ...grounds })
  }
}
