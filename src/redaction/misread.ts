import { isLetter } from './boundaries.ts'
import { type Glance, PAIR } from './glance.ts'
import { DIGIT_OF } from './misread-digits.ts'
import { spoiltLabels } from './misread-labels.ts'
import { hashOf } from './names/fold.ts'
import { flagsOf } from './names/lexicon.ts'
import { type ReadAnew, type Reading, readingOf } from './readings.ts'

/** A digit beside a letter that is read for one, within a word or number: few texts that weren't scanned have it. */
const SIGN = /[0-9][OolI|]|[Ol|I][0-9]|[A-Za-z][01|5][A-Za-z]|[A-Z]l[A-Z]|[A-Za-z]\|[a-z]|(?<![A-Za-z'’])l[A-Z]/
/** What any of those has, but for a bar. */
const SIGN_PAIRS = PAIR.digitThenLetter | PAIR.letterThenDigit | PAIR.lThenCapital
/** Bars that set fields or columns apart, and are no letter. */
const PIPED = /\|[^|\r\n]*\|[^|\r\n]*\|/
const TOKEN = /[A-Za-z0-9|]+/g
const TOKEN_CHARS_MAX = 24
/** From so many words on, a page has this share of them that were read rightly. */
const PAGE_TOKENS = 256
const MISREAD_SHARE_MAX = 0.75
const LETTERS: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 5: 'S', 8: 'B', '|': 'I' }
const SMALL_LETTERS: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', 5: 's', 8: 'b', '|': 'l' }
/** Nothing but digits and what is surely read for them. */
const SURE = /^[0-9OolI|]+$/
const PERHAPS = /^[0-9OolI|QDZSGBi]+$/
const ORDINAL = /^(?:[0-9]+(?:st|nd|rd|th|s|am|pm|mg|ml|k|S|A|AM|PM)|[0-9]{1,2}o|[0-9]+(?:ST|ND|RD|TH))$/
const GAP_IN_NUMBER = /(?<=[0-9OlI]) (?=-[0-9OlI]{2})|(?<=[0-9OlI]{2}-) (?=[0-9OlI]{2})/g
const GAP_IN_NAME = /(?<![A-Za-z'-])([A-Z][A-Za-z'-]{1,19}) {2}([A-Z][A-Za-z'-]{1,19})(?![A-Za-z])/g
const NAME_BITS = 0b1111
const STREET = /^5(?:t|T|te|treet|TREET|uite|outh)$/
const VIN_CHARS = 17
const MBI =
  /^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9][AC-HJKMNP-RT-Y]{2}[0-9]{2}$/
const MBI_CHARS = 11

/** The text as it was before a poor scan read letters for digits and digits for letters; null where nothing tells of a scan. Work is linear in the text. */
export function misreadOf(text: string, glance: Glance): Reading | null {
  if (!glance.holdsPair(SIGN_PAIRS) && !text.includes('|')) return null
  if (!SIGN.test(text) || PIPED.test(text)) return null
  const edits = tokenEdits(text)
  if (edits.length === 0) return null
  const labels = spoiltLabels(text)
  // Codes have a letter beside their digits as well.
  if (labels.length === 0 && !edits.some(({ start, end }) => isSureSign(text.slice(start, end)))) return null
  for (const { start, end, label } of labels) edits.push({ start, end, text: label })
  for (const match of text.matchAll(GAP_IN_NUMBER)) edits.push({ start: match.index, end: match.index + 1, text: '' })
  for (const { index, 1: first, 2: second } of text.matchAll(GAP_IN_NAME))
    if (isName(first!) && isName(second!))
      edits.push({ start: index + first!.length, end: index + first!.length + 1, text: '' })
  return { ...readingOf(text, edits), labels }
}

/** Only within names: elsewhere two blanks set columns apart. */
function isName(word: string): boolean {
  return (flagsOf(hashOf(word)) & NAME_BITS) > 0
}

/** Only a scan writes so: digits with an O or l among them, words with an l among capitals. */
function isSureSign(token: string): boolean {
  return SURE.test(token) || /[0-9][Ol|](?=[0-9]|$)|^l[0-9]{3}|[A-Z]l|^l[A-Z]|[a-z][01|][a-z]|\|/.test(token)
}

/** None where nearly every word would be read anew: that is a code of somebody's, and no page. */
function tokenEdits(text: string): ReadAnew[] {
  const edits: ReadAnew[] = []
  let tokens = 0
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [token, start] = [match[0], match.index]
    tokens++
    if (token.length > TOKEN_CHARS_MAX) continue
    const read = tokenRead(text, token, start)
    if (read !== token) edits.push({ start, end: start + token.length, text: read })
  }
  return tokens > PAGE_TOKENS && edits.length > tokens * MISREAD_SHARE_MAX ? [] : edits
}

function tokenRead(text: string, token: string, start: number): string {
  const digits = token.replace(/[^0-9]/g, '').length
  if (digits === token.length || ORDINAL.test(token)) return token
  if (digits === 0) return withoutDigits(text, token, start)
  if (SURE.test(token)) return asDiagnosis(text, token, start) ?? asDigits(token)
  const end = start + token.length
  if (
    /^(?:[A-Z][015]|[015][A-Z])$/.test(token) &&
    /^,? {1,2}[0-9OolI]{5}(?![0-9A-Za-z])/.test(text.slice(end, end + 9))
  )
    return token.replace(/[015]/, (digit) => LETTERS[digit]!)
  if (/^[A-Z][0-9OolI|]{2}$/.test(token) && /^\.[0-9OolI]/.test(text.slice(end, end + 2)))
    return token[0] + asDigits(token.slice(1))
  if (STREET.test(token) && /^(?:[.,\n]| [A-Z]|$)/.test(text.slice(end, end + 2))) return `S${token.slice(1)}`
  if (PERHAPS.test(token) && isNumber(text, token, start)) return asDigits(token)
  return mixed(token)
}

/** Of a number in groups a group may have no digit left; in a word an l among capitals was an I. */
function withoutDigits(text: string, token: string, start: number): string {
  const end = start + token.length
  if (/^[OolI|]{1,4}$/.test(token)) {
    // `I-55` and `I-94` are a road and a form.
    if (token === 'I' && text[end] === '-') return token
    const isJoined =
      (/[-/.(]/.test(text[end] ?? '') && /[0-9OolI]/.test(text[end + 1] ?? '')) ||
      (/[-/.)]/.test(text[start - 1] ?? '') && /[0-9]/.test(text[start - 2] ?? ''))
    const isBetween =
      token.length > 1 &&
      / $/.test(text.slice(start - 1, start)) &&
      /[0-9]/.test(text[start - 2] ?? '') &&
      /^ [0-9]/.test(text.slice(end))
    const near = text.slice(Math.max(0, start - 8), end + 8)
    return (isJoined || isBetween) && /[0-9]/.test(near) ? asDigits(token) : token
  }
  if (token.includes('|')) return token.replace(/\|/g, (_, at: number) => (isSmall(token, at) ? 'l' : 'I'))
  if (/^l[dmnst][a-z]{2,}$/.test(token) && !/^l(?:td|bs)/.test(token)) return `I${token.slice(1)}`
  if (/[A-Z]l|l[A-Z]/.test(token) && (token.match(/[A-Z]/g)?.length ?? 0) * 2 > token.length)
    return /[a-km-z]{2}/.test(token) ? token : token.replaceAll('l', 'I')
  return token
}

function isSmall(token: string, at: number): boolean {
  return /[a-z]/.test(token[at - 1] ?? '') || /[a-z]/.test(token[at + 1] ?? '')
}

/** `l21.9`: as a number it would be none that anybody looks for. */
function asDiagnosis(text: string, token: string, start: number): string | null {
  const end = start + token.length
  if (!/^[lI1|][0-9O]{2}$/.test(token) || token[0] === '1') return null
  return /^\.[0-9O]{1,4}(?![0-9A-Za-z])/.test(text.slice(end, end + 6)) ? `I${asDigits(token.slice(1))}` : null
}

function asDigits(token: string): string {
  return token.replace(/[^0-9]/g, (char) => DIGIT_OF[char] ?? char)
}

/** Letters that are rarely read for digits stand for one within a number only. */
function isNumber(text: string, token: string, start: number): boolean {
  const end = start + token.length
  if (/^[A-Z][0-9OolI|]{5,}$/.test(token)) return false
  if (/^[0-9OolI|].*[0-9OolI|]$/.test(token))
    return /^[0-9OolI|]*[0-9][QDZSGBi]{1,2}[0-9][0-9OolI|QDZSGBi]*$/.test(token)
  return (
    token.length > 1 &&
    ((/[-/]/.test(text[end] ?? '') && /[0-9OolI]/.test(text[end + 1] ?? '')) ||
      (/[-/]/.test(text[start - 1] ?? '') && /[0-9OolI]/.test(text[start - 2] ?? '')))
  )
}

/** Words with a digit for a letter, and identifiers that have letters of their own. */
function mixed(token: string): string {
  const letters = token.replace(/[^A-Za-z]/g, '')
  const digits = token.replace(/[^0-9]/g, '')
  if (token.length === VIN_CHARS) return token.replace(/[OoQ]/g, '0').replace(/[Il|]/g, '1')
  if (token.length === MBI_CHARS && digits.length > 2) {
    const read = token.replace(/[SLOIBZol|]/g, (char) => (char === 'L' ? '1' : DIGIT_OF[char]!))
    if (MBI.test(read)) return read
  }
  const isWord =
    letters.length > digits.length && /^[0158]+$/.test(digits) && /[A-Za-z]{2}|^[A-Z][01][A-Z]$/.test(token)
  if (isWord && (isLetter(token.charCodeAt(0)) || /^[01][a-z]{2,}$/i.test(token)) && !/^[A-Z]+[0-9]+$/.test(token))
    return token.replace(/[0158|]/g, (digit, at: number) => (isSmall(token, at) ? SMALL_LETTERS : LETTERS)[digit]!)
  if (isWord && /^[A-Z]{2,}[5]$/.test(token)) return token.replace(/5$/, 'S')
  if (digits.length < 2) return token
  return token
    .replace(/^l(?=[A-Z])/, 'I')
    .replace(/(?<=[0-9OolI|])[OolI|](?=[0-9OolI|]|$)/g, (char, at: number) =>
      /[0-9]/.test(token.slice(Math.max(0, at - 2), at)) ? DIGIT_OF[char]! : char,
    )
}
