import { glanceWords } from '../glance.ts'
import type { Scan } from '../scan.ts'

const WINDOW_CHARS = 72
const DOT_MET = glanceWords(['dot'])
const DOT = /(?: dot |\[dot\]|\(dot\)| \[dot\] | \(dot\) )/gi
/** `ann dot lee at`, `ann.lee [at]`, and what an address begins with. */
const LEFT =
  /(?<![A-Za-z0-9._+-])([A-Za-z0-9._+-]{1,40}(?: (?:dot|underscore|dash) [A-Za-z0-9._+-]{1,24}){0,2})(?: at | ?\[at\] ?| ?\(at\) ?|@)([A-Za-z0-9-]{2,32}(?: ?(?:dot|\.) ?[A-Za-z0-9-]{2,24})?)$/i
const RIGHT = /^(?:com|org|net|gov|edu|us|info|mail|biz|mx|co|state|k12)(?![A-Za-z0-9])/i
/** Blanks that a scan or a cautious writer puts round the signs. */
const SPACED = /(?<![A-Za-z0-9._+-])([A-Za-z0-9._+-]{1,40}) ?$/
const SPACED_RIGHT = /^ ?[A-Za-z0-9-]{2,32}(?: ?\. ?[A-Za-z0-9-]{2,24}){1,3}(?![A-Za-z0-9])/
/** What no prose has: `at noon dot com` might be anything. */
const SURE =
  /[._+0-9]|[ [(](?:dot|underscore|dash|at)[\])]|^[^ ]+ (?:dot|underscore|dash) |(?:gmail|yahoo|hotmail|outlook|icloud|aol|proton(?:mail)?|comcast|msn|live)$/i
const NAMED = /e ?- ?mail|correo|courriel/i

/** Addresses as people say them or hide them from robots: `ann dot lee at example dot com`. For whole texts. */
export function spokenEmails({ text, glance }: Scan): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  if (glance.mayHold(DOT_MET)) {
    DOT.lastIndex = 0
    for (let match = DOT.exec(text); match !== null; match = DOT.exec(text)) {
      const top = RIGHT.exec(text.slice(DOT.lastIndex, DOT.lastIndex + 8))
      if (top === null) continue
      const low = Math.max(0, match.index - WINDOW_CHARS)
      const left = LEFT.exec(text.slice(low, match.index))
      if (left === null || !(SURE.test(left[0]) || NAMED.test(text.slice(low, low + left.index)))) continue
      found.push({ start: low + left.index, end: DOT.lastIndex + top[0].length })
    }
  }
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', sign + 1)) {
    if (text[sign - 1] !== ' ' && text[sign + 1] !== ' ') continue
    const low = Math.max(0, sign - WINDOW_CHARS)
    const before = text.slice(low, sign)
    const left = SPACED.exec(before)
    const right = SPACED_RIGHT.exec(text.slice(sign + 1, sign + WINDOW_CHARS))
    if (left === null || right === null || !NAMED.test(before)) continue
    found.push({ start: low + left.index, end: sign + 1 + right[0].length })
  }
  return found
}
