import { glanceWords } from '../glance.ts'
import type { Scan } from '../scan.ts'

const WINDOW_CHARS = 72
const DOT_MET = glanceWords(['dot', 'punto'])
const DOT = /(?: dot | punto |\[dot\]|\(dot\)| \[dot\] | \(dot\) )/gi
/** `ann dot lee at`, `ann.lee [at]`, and what an address begins with. */
const LEFT =
  /(?<![A-Za-z0-9._+-])([A-Za-z0-9._+-]{1,40}(?: (?:dot|underscore|dash|hyphen|punto|gui[oó]n(?: bajo)?) [A-Za-z0-9._+-]{1,24}){0,3})(?: at | arroba | ?\[at\] ?| ?\(at\) ?|@)([A-Za-z0-9-]{2,32}(?: ?(?:dot|punto|\.) ?[A-Za-z0-9-]{2,24})?)$/i
const RIGHT = /^(?:com|org|net|gov|edu|us|info|mail|biz|mx|co|state|k12)(?![A-Za-z0-9])/i
/** Blanks that a scan or a cautious writer puts round the signs. */
const SPACED = /(?<![A-Za-z0-9._+-])([A-Za-z0-9._+-]{1,40}) ?$/
const SPACED_RIGHT = /^ ?[A-Za-z0-9-]{2,32}(?: ?\. ?[A-Za-z0-9-]{2,24}){1,3}(?![A-Za-z0-9])/
/** What no prose has: `at noon dot com` might be anything. */
const SURE =
  /[._+0-9]|[ [(](?:dot|underscore|dash|at)[\])]|^[^ ]+ (?:dot|underscore|dash|hyphen|punto|gui[oó]n) | arroba |(?:gmail|yahoo|hotmail|outlook|icloud|aol|proton(?:mail)?|comcast|msn|live)$/i
const FIRST_WORDS =
  /(?:e ?-? ?mail|correo|courriel)(?: address| electr[óo]nico)?(?: is| es|:|['’]s)(?:,? (?:uh|um|it['’]?s|that['’]?s))*,? ((?:(?!me |us |her |him |them |you )[A-Za-z0-9_-]{1,20} ){1,4})$/i
const NAMED = /e ?- ?mail|correo|courriel/i

/** Where it begins whose last word before `at` is known: `my email is j smith 42 at …`. */
function firstWord(before: string): number {
  const words = FIRST_WORDS.exec(before)?.[1]
  return words === undefined ? before.length : before.length - words.length
}

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
      found.push({ start: low + firstWord(text.slice(low, low + left.index)), end: DOT.lastIndex + top[0].length })
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
