import { glanceWords } from '../glance.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Passwords and shared secrets: after their label, or between user and host of a connection string. */
export const password: Recognizer = { entity: 'password', name: 'password', find }

/** What stands in every label. */
const LABEL_PARTS = glanceWords([
  'ssw',
  'ssp',
  'ssc',
  'ssk',
  'pwd',
  'swd',
  ' pw',
  ' p w',
  'tras',
  'shared secret',
  'wpa',
  'network key',
  'wifi',
  'wi fi',
])
const LABEL =
  /p(?:ass(?:word|wd|phrase|code|key)s?|s?wd)|(?<![A-Za-z])p[/_]?w(?![A-Za-z/])|contrase[ñn]a|shared secret|(?:wpa[23]?|network|wi-?fi)[ _-]?key/gi
/** Labels that are common words elsewhere, looked for before a separator only. */
const OTHER_LABEL =
  /(secret|(?<![a-z/])(?:pass(?!port|age|eng)|clave|psk|pin code)|(?:api|access|account|security|network|wpa)[ _-]?key)[A-Za-z_]{0,12}["'\])*]{0,3}[ \t]{0,3}$/i
const OTHER_LABEL_CHARS_MAX = 40
/** From label to value: an end of a key, then `:`, `=`, `is`. */
const LINK =
  /(?:[A-Za-z_]{0,12}| (?:for|to|of) [A-Za-z ]{1,20}?)["'\]]{0,2}[ \t]{0,3}(?:(?::=|=>|[:=]\*{0,2})|(is|was)(?: now| still| just| currently)?(?: set to)?(?=[ \t:]))[ \t:]{0,3}(["'`]?)/y
/** What else stands between in notes, forms, tables and markup; only what must be a password is taken behind it. */
const LOOSE_LINK =
  /[A-Za-z_]{0,12}(?: ?\([^()\n]{1,16}\))?["'\])*]{0,3}(?:[ \t]*(?::[* \t]*|=|\.{3,}|_{2,}|\||\t|>|- |->|→|\r?\n)[ \t]*|, |[ ]{2,8}|(?: on file)?,? (?:which |that )?(?:is |was |es )?)/y
/** What people say between: `pw i tried Catfish#9 then Catfish#10`. */
const SAID =
  / (?:(?:i|we|he|she|they|it|was|is|now|tried|used|using|set|reset|changed|to|as|typed|entered|still|been|has|have|had|just|put|got) ){1,5}/iy
const NEXT = /,? (?:and |& )?(?:then|or|also|now) (?:tried |it was )?/iy
const STRONG = /^(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])(?![0-9]+-?[a-z]+$)(?!.*:\/\/)[^\s"'`<>,;|]{6,64}$/
const CELL = /[^\s"'`<>,;|]+/y
const VALUE = /[^\s"'`<>,;]+/y
const NO_VALUE =
  /^(?:required|optional|reset|expired?|invalid|incorrect|wrong|null|none|true|false|string|undefined|n\/a|tbd|unknown|hidden|redacted|stored|must|should|your|the|not|too|in|on|a|an|process\.env.*|os\.environ.*|env:.*|vault:.*|file:.*)$/i
/** A value with its label in brackets behind it. */
const BEFORE = /(?<!\S)\S{6,64} \([A-Za-z -]{2,24}$/
const BEFORE_CHARS = 96
const QUOTED_CHARS_MAX = 129
const QUOTES = '"\'`'
/** What is read behind a value to tell a lone word from a sentence, and one more. */
const LOOKAHEAD_CHARS = 6
const HEADER_CHARS_MAX = 1_024
const USER_INFO = /[^\s/:@]{0,64}:([^\s/@]{1,128}(?:@[^\s/@.:]{0,64})?)@[A-Za-z0-9[]/y

function find(scan: Scan): void {
  if (scan.hint === 'secret') wholeValue(scan)
  if (scan.tables) columns(scan)
  let until = 0
  const isNamed = scan.glance.mayHold(LABEL_PARTS)
  for (const at of labelEnds(scan.text, isNamed)) if (at >= until) until = labelled(scan, at)
  for (let at = scan.text.indexOf('://'); at >= 0; at = scan.text.indexOf('://', at + 3)) connection(scan, at + 3)
}

/** Where labels end. */
function labelEnds(text: string, isNamed = true): number[] {
  const ends: number[] = []
  LABEL.lastIndex = 0
  while (isNamed && LABEL.test(text)) ends.push(LABEL.lastIndex)
  for (const separator of [':', '=']) {
    for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
      const label = OTHER_LABEL.exec(text.slice(Math.max(0, at - OTHER_LABEL_CHARS_MAX), at))
      if (label !== null) ends.push(at - label[0].length + label[1]!.length)
    }
  }
  return ends.length > 1 ? ends.sort((a, b) => a - b) : ends
}

/** Where a value starts that a label has announced and that may still go on, or a credential of a connection string. */
export function passwordTail(tail: string): number {
  let start = tail.length
  for (const at of labelEnds(tail)) {
    LINK.lastIndex = at
    if (!LINK.test(tail)) continue
    const from = LINK.lastIndex
    VALUE.lastIndex = from
    const end = VALUE.test(tail) ? VALUE.lastIndex : from
    const quote = tail.charAt(from - 1)
    const open = QUOTES.includes(quote) && tail.length - from <= QUOTED_CHARS_MAX && tail.indexOf(quote, from) < 0
    if (open || end + LOOKAHEAD_CHARS > tail.length) start = Math.min(start, from)
  }
  const scheme = tail.lastIndexOf('://')
  return scheme >= 0 && !/[\s/]/.test(tail.slice(scheme + 3)) ? Math.min(start, scheme + 3) : start
}

/** Returns where the value ends. */
function labelled(scan: Scan, at: number): number {
  const { text } = scan
  LINK.lastIndex = at
  const link = LINK.exec(text)
  if (link === null) return scan.tables ? loose(scan, at) : at
  const start = LINK.lastIndex
  const quote = link[2]!
  const length = quote === '' ? -1 : text.slice(start, start + QUOTED_CHARS_MAX).indexOf(quote)
  const quoted = length > 0 && !text.slice(start, start + length).includes('\n')
  let end = start + length
  if (!quoted) {
    VALUE.lastIndex = start
    if (!VALUE.test(text)) return start
    end = VALUE.lastIndex
    const parameter = text.slice(start, end).search(/&[A-Za-z_]+=/)
    if (parameter > 0) end = start + parameter
    end = trimmed(text, start, end)
  }
  scan.steps += end - start
  const value = text.slice(start, end)
  if (value.length < 4 || NO_VALUE.test(value) || /^[{$*[%(<]/.test(value)) return end
  const mixed = /[0-9]/.test(value) || /[^A-Za-z]/.test(value.slice(0, -1))
  // "The password is important" has a word where a password would stand; a lone word at a line's end is one.
  if (!mixed && !quoted && (link[1] !== undefined || !/^[ \t]*(?:$|[\r\n,;])/.test(text.slice(end, end + 4))))
    return end
  push(scan, start, end, 0.9)
  return andNext(scan, end)
}

/** Without what ends a sentence or closes a bracket; a mark behind letters and digits belongs to them. */
function trimmed(text: string, start: number, end: number): number {
  let to = end
  while (to > start && /[.)\]}?:*_]/.test(text[to - 1]!)) to--
  let bare = to
  while (bare > start && /[!.)\]}?:*_]/.test(text[bare - 1]!)) bare--
  return STRONG.test(text.slice(start, bare)) ? to : bare
}

/** Behind anything looser than a colon or a verb only what is mixed as passwords are. Returns where it ends. */
function loose(scan: Scan, at: number): number {
  const { text } = scan
  for (const link of [SAID, LOOSE_LINK]) {
    link.lastIndex = at
    if (!link.test(text) || link.lastIndex === at) continue
    const end = strong(scan, link.lastIndex)
    if (end > 0) return andNext(scan, end)
  }
  const before = BEFORE.exec(text.slice(Math.max(0, at - BEFORE_CHARS), at))
  if (before !== null && text[at] === ')') strong(scan, at - before[0].length)
  return at
}

/** What was tried after it. */
function andNext(scan: Scan, end: number): number {
  NEXT.lastIndex = end
  return scan.tables && NEXT.test(scan.text) ? strong(scan, NEXT.lastIndex) || end : end
}

/** Where a value ends that is mixed as passwords are; 0 if there is none. */
function strong(scan: Scan, start: number): number {
  const { text } = scan
  CELL.lastIndex = start
  if (!CELL.test(text)) return 0
  let end = CELL.lastIndex
  end = trimmed(text, start, end)
  scan.steps += end - start
  if (!STRONG.test(text.slice(start, end))) return 0
  push(scan, start, end, 0.8)
  return end
}

/** Cells of a column for passwords. */
function columns(scan: Scan): void {
  const header = scan.text.slice(0, HEADER_CHARS_MAX)
  if (!header.includes('\n') || !/pass|pw|wd|p\/w|contrase|clave|psk|secret|key/i.test(header)) return
  for (const { start } of scan.tokens.all) {
    if (scan.column(start) !== 'secret') continue
    let from = start
    while (from > 0 && /[^\s"'`<>,;|]/.test(scan.text[from - 1]!) && start - from < QUOTED_CHARS_MAX) from--
    strong(scan, from)
  }
}

function connection(scan: Scan, at: number): void {
  USER_INFO.lastIndex = at
  const match = USER_INFO.exec(scan.text)
  scan.steps += 16
  if (match === null || /^[{$*<]/.test(match[1]!)) return
  const end = USER_INFO.lastIndex - 2
  push(scan, end - match[1]!.length, end, 1)
}

/** A field named `password` holds one, whatever it looks like. */
function wholeValue(scan: Scan): void {
  const value = scan.text
  const answer = /(?:^|\s)(\S+)[.!]?$/.exec(value)
  if (
    scan.tables &&
    answer !== null &&
    answer.index > 0 &&
    /^(?:[a-z' ’]{2,24}|.*(?:is|it's|:)) ?$/i.test(value.slice(0, answer.index))
  )
    strong(scan, answer.index + answer[0].length - answer[0].trimStart().length)
  if (value.length < 4 || value.length > 128 || /\s/.test(value) || NO_VALUE.test(value)) return
  push(scan, 0, value.length, 0.9)
}

function push(scan: Scan, start: number, end: number, score: number): void {
  scan.found.push({
    start,
    end,
    entity: 'password',
    score,
    recognizer: 'password',
    validated: score === 1,
    tier: 'label',
  })
}
