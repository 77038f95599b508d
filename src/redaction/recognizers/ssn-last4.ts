import { labelLeft } from '../labels.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** The last four digits of a social security number: with a name they open most accounts. */
export const ssnLast4: Recognizer = { entity: 'ssn_last4', name: 'ssn-last4', find }

const PART =
  /(?:last[-_ ]?(?:four|4)|end(?:ing|s)(?: in| with)?|final four|[*#•]{2}[ -]?)(?:[^.]|\.(?! {0,2}[A-Z][a-z])){0,56}$/i
const MASKED = /^(?:x{3}-x{2}-|x{5}-?)[0-9]{4}$/i
const STARRED = /[*#•]{3}-[*#•]{2}-$/
/** Nobody says so of anything but a number that everybody knows; a card or an account is named before it. */
const SAID = /last[- ]?(?:four|4)(?: digits)?(?: is| are)?[: ]{1,2}$/i
const SAID_CHARS = 24
const LEFT_CHARS = 72

function find(scan: Scan): void {
  const { text, tokens } = scan
  for (const { start, end } of tokens.all) {
    const size = end - start
    if (size !== 4 && (size < 9 || size > 11)) continue
    scan.steps += size
    const masked = size === 4 ? isSaid(text, start, end) : MASKED.test(text.slice(start, end))
    if (masked) push(scan, end - 4, end)
  }
  for (const { start, end, value, distance } of tokens.labelled('ssn')) {
    if (!/^[0-9]{4}$/.test(value) || distance > 6) continue
    const before = text.slice(Math.max(0, start - LEFT_CHARS), start)
    const isField = before === '' && scan.hint === 'ssn'
    const isAsked = scan.asked !== null && PART.test(scan.asked)
    if (!isField && !isAsked && !PART.test(before)) continue
    push(scan, end - 4, end)
  }
}

function isSaid(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - SAID_CHARS), start)
  if (STARRED.test(before)) return true
  return SAID.test(before) && /^(?!19|20)[0-9]{4}$/.test(text.slice(start, end)) && labelLeft(text, start) === null
}

function push(scan: Scan, start: number, end: number): void {
  scan.found.push({
    start,
    end,
    entity: 'ssn_last4',
    score: 0.8,
    recognizer: 'ssn-last4',
    validated: false,
    tier: 'label',
  })
}
