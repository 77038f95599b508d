import {
  AS_IN,
  FILLERS,
  isLetterWord,
  isSpelledO,
  LETTERS,
  SCALES,
  SMALL,
  TENS,
  TIMES,
  type Word,
} from './spoken-words.ts'

export const BETWEEN = /^(?:[ \t]*[,;.…–-]{0,3}[ \t]+|[ \t]*[,;–-]?[ \t]*\r?\n[ \t]{0,8}|[ \t]*[,–-]{1,2}[ \t]*)$/
/** Digits in a column of numbers are lines, and a period ends them. */
const BETWEEN_DIGITS = /^(?: ?[,–-]{0,2} ?| ?\.{2,3} ?)$/
const IP = /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$/
export const DIAGNOSIS = /^[A-TV-Z][0-9]{2}\.[0-9]{1,4}$/
/** How much of a text a run may take. */
export const RUN_CHARS_MAX = 320
const WORDS_MAX = 48

/** What somebody says in a row. */
export interface Run {
  /** It may go on beyond what was read of it. */
  readonly isCut: boolean
  readonly end: number
  readonly said: string
  readonly count: number
}

/** Reads the number that words say from one of them on, with the letters and fillers in it. */
export function readRun(text: string, words: readonly Word[], first: number): Run {
  let said = ''
  let count = 0
  let end = 0
  let tens = false
  let times = 1
  let last = 0
  /** Letters that were said by a word: then a name among them is another one. */
  let radioed = 0
  let at = first
  for (; at < words.length && at - first < WORDS_MAX; at++) {
    const match = words[at]!
    const gap = at === first ? ' ' : text.slice(words[at - 1]!.index + words[at - 1]![0].length, match.index)
    const isDigit = /^[0-9]$/.test(match[0])
    if (at > first && !(isDigit ? BETWEEN_DIGITS : BETWEEN).test(gap.replace(/[()[\]]/g, ''))) break
    const word = match[0].toLowerCase()
    const close = match.index + word.length
    const value = /^[0-9]$/.test(word) ? Number(word) : isSpelledO(words, at) ? undefined : SMALL[word]
    if (Object.hasOwn(SCALES, word) && last > 0 && last < 100 && / $/.test(gap)) {
      // `thirteen hundred`, `two thousand`
      said = said.slice(0, -String(last).length) + String(last * SCALES[word]!)
      tens = false
      last = 0
    } else if (Object.hasOwn(TIMES, word)) {
      times = TIMES[word]!
      continue
    } else if (value !== undefined && value < 20 + 10) {
      if (tens && value > 0 && value < 10 && /^[ -]$/.test(gap.replace(/^.* /, ' '))) said = said.slice(0, -1) + value
      else said += String(value).repeat(times)
      tens = false
      last = value
    } else if (Object.hasOwn(TENS, word)) {
      said += String(TENS[word]!)
      tens = true
      last = TENS[word]!
    } else if (/^(?:dot|point|punto)$/.test(word) && said !== '') {
      said += '.'
      tens = false
      continue
    } else if (FILLERS.has(word)) {
      if (word !== 'y' && word !== 'and') tens = false
      continue
    } else if (isLetterWord(text, words, at) || (radioed > 1 && LETTERS.has(word))) {
      said += word[0]!.toUpperCase()
      tens = false
      if (word.length > 1) radioed++
      // `X-ray`
      else if (word === 'x' && words[at + 1]?.[0] === 'ray') at++
      const long = word.length === 1 ? AS_IN.exec(text.slice(close, close + 24)) : null
      if (long !== null) at += 2 + (long[0].startsWith(' as in') ? 1 : 0)
      const spoken = words[at]!
      times = 1
      count++
      end = spoken.index + spoken[0].length
      continue
    } else break
    times = 1
    count++
    end = close
  }
  const isCut = count >= WORDS_MAX - 2 || (at >= words.length && end - words[first]!.index > RUN_CHARS_MAX - 40)
  said = dotted(said)
  return { isCut, end, said, count: /[0-9]/.test(said) ? count : 0 }
}

/** Dots stay within an address of the network; in other numbers they are how it's grouped, or make it a decimal. */
function dotted(said: string): string {
  const plain = said.replace(/\.+$/, '')
  if (!plain.includes('.') || IP.test(plain) || DIAGNOSIS.test(plain)) return plain
  const digits = plain.replaceAll('.', '')
  return digits.length > 8 ? digits : ''
}
