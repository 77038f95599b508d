import { isLetter } from './boundaries.ts'
import { type Glance, glanceWords } from './glance.ts'

/** Digits said in words, as transcripts have them: English and Spanish. */
const DIGIT_OF: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  o: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  cero: '0',
  uno: '1',
  dos: '2',
  tres: '3',
  cuatro: '4',
  cinco: '5',
  seis: '6',
  siete: '7',
  ocho: '8',
  nueve: '9',
}
const TIMES: Readonly<Record<string, number>> = { double: 2, triple: 3 }
const WORDS = [...Object.keys(DIGIT_OF), ...Object.keys(TIMES)]
/** Of a number nearly every word has blanks on both sides; a digit may stand at its ends. */
const MET = glanceWords(WORDS.map((word) => (word.length < 3 ? ` ${word} ` : word)))
/** What stands between two digits that are said: a blank, a comma, a dash, a line. */
const BETWEEN = '[ \\t\\n,.-]{1,3}'
const RUN = new RegExp(`(?<![A-Za-z])(?:${WORDS.join('|')})(?:${BETWEEN}(?:${WORDS.join('|')}))+(?![A-Za-z])`, 'iy')
const WORD_CHARS_MAX = 6
/** Words of a run that stand before the one which was met. */
const BEFORE = new RegExp(`(?:(?<![A-Za-z])(?:${WORDS.join('|')})${BETWEEN})*$`, 'i')
/** The shortest number that is looked for takes more than twice as much, so one of its words is met. */
const STRIDE = 12
/** Digits may follow for as long as only such words stand at the end, the last of them perhaps cut. */
const OPEN = new RegExp(`(?:(?<![A-Za-z])(?:${WORDS.join('|')})${BETWEEN})*(?<![A-Za-z])[A-Za-z]{0,6}$`, 'i')
/** Twelve digits in their longest words, with what separates them. */
const TAIL_CHARS = 128

export interface SpokenNumber {
  readonly start: number
  readonly end: number
  readonly digits: string
}

/**
 * Numbers of which every digit is said by itself. Looks at the word at every twelfth character only: nine digits or more
 * can't stand between two of those, and other words are all that most texts have there.
 */
export function spokenNumbers(text: string, glance: Glance): SpokenNumber[] {
  const found: SpokenNumber[] = []
  if (!glance.mayHold(MET)) return found
  for (let at = STRIDE; at < text.length + STRIDE; at += STRIDE) {
    const word = wordStart(text, Math.min(at, text.length - 1))
    if (word < 0) continue
    RUN.lastIndex = word - BEFORE.exec(text.slice(Math.max(0, word - TAIL_CHARS), word))![0].length
    const match = RUN.exec(text)
    if (match === null) continue
    const end = match.index + match[0].length
    found.push({ start: match.index, end, digits: digitsOf(match[0]) })
    at = Math.max(at, end)
  }
  return found
}

function digitsOf(run: string): string {
  let digits = ''
  let times = 1
  for (const word of run.toLowerCase().match(/[a-z]+/g)!) {
    times = TIMES[word] ?? times
    const digit = DIGIT_OF[word]
    if (digit === undefined) continue
    digits += digit.repeat(times)
    times = 1
  }
  return digits
}

/** By the first three letters, case folded: nearly every other word is passed by one look. */
const BEGINS = new Uint8Array(32 * 32 * 32)
for (const word of WORDS) BEGINS[keyOf(word, 0)] = 1

function keyOf(text: string, at: number): number {
  const first = (text.charCodeAt(at) & 31) << 10
  const second = text.charCodeAt(at + 1)
  if (!isLetter(second)) return first
  const third = text.charCodeAt(at + 2)
  return first | ((second & 31) << 5) | (isLetter(third) ? third & 31 : 0)
}

/** Start of the digit that is said at an offset, or right behind it; -1: another word stands there. */
function wordStart(text: string, offset: number): number {
  let start = offset
  if (isLetter(text.charCodeAt(start))) {
    while (start > 0 && offset - start < WORD_CHARS_MAX && isLetter(text.charCodeAt(start - 1))) start--
  } else while (start < offset + 3 && !isLetter(text.charCodeAt(start))) start++
  if (BEGINS[keyOf(text, start)] === 0) return -1
  const word = /^[A-Za-z]{1,7}/.exec(text.slice(start, start + 7))?.[0].toLowerCase() ?? ''
  return Object.hasOwn(DIGIT_OF, word) || Object.hasOwn(TIMES, word) ? start : -1
}

/** Where a number may be going on at the end of a text. */
export function spokenTail(text: string): number {
  const low = Math.max(0, text.length - TAIL_CHARS)
  const open = OPEN.exec(text.slice(low))
  if (open === null) return text.length
  const words = open[0].toLowerCase()
  const last = /[a-z]*$/.exec(words)![0]
  const isCut = last !== '' && WORDS.some((word) => word.startsWith(last))
  if (isCut || last === '') return low + open.index
  return text.length
}
