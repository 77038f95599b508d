import type { Recognizer, Scan } from '../scan.ts'

/** The last four digits of a social security number: with a name they open most accounts. */
export const ssnLast4: Recognizer = { entity: 'ssn_last4', name: 'ssn-last4', find }

const PART = /(?:last[- ]?(?:four|4)|end(?:ing|s) (?:in|with)|final four|[*#•]{2}[ -])[^.]{0,36}$/i
const MASKED = /^(?:x{3}-x{2}-|x{5}-?)[0-9]{4}$/i
const STARRED = /[*#•]{3}-[*#•]{2}-$/
const LEFT_CHARS = 60

function find(scan: Scan): void {
  const { text, tokens } = scan
  for (const { start, end } of tokens.all) {
    const size = end - start
    if (size !== 4 && (size < 9 || size > 11)) continue
    scan.steps += size
    const masked =
      size === 4 ? STARRED.test(text.slice(Math.max(0, start - 7), start)) : MASKED.test(text.slice(start, end))
    if (masked) push(scan, end - 4, end)
  }
  for (const { start, end, value, distance } of tokens.labelled('ssn')) {
    if (!/^[0-9]{4}$/.test(value) || distance > 6) continue
    const before = text.slice(Math.max(0, start - LEFT_CHARS), start)
    const isField = before === '' && scan.hint === 'ssn'
    if (!isField && !PART.test(before)) continue
    push(scan, end - 4, end)
  }
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
