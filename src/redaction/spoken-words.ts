const UNITS: Readonly<Record<string, number>> = numbered(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
)
const SPANISH: Readonly<Record<string, number>> = numbered(
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
)
export const TENS: Readonly<Record<string, number>> = {
  ...tens('twenty thirty forty fifty sixty seventy eighty ninety', 20),
  ...tens('treinta cuarenta cincuenta sesenta setenta ochenta noventa', 30),
}
export const SMALL: Readonly<Record<string, number>> = {
  ...SPANISH,
  ...UNITS,
  oh: 0,
  o: 0,
  niner: 9,
  fife: 5,
  un: 1,
  una: 1,
  dieciseis: 16,
  veintidos: 22,
}
export const TIMES: Readonly<Record<string, number>> = { double: 2, triple: 3, doble: 2 }
export const SCALES: Readonly<Record<string, number>> = { hundred: 100, thousand: 1000 }
/** Letters that are said by a word each, as radio and police do; alone such a word is a name. */
export const LETTERS = new Set(
  (
    'alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra ' +
    'tango uniform victor whiskey xray yankee zulu adam boy charles david edward frank george henry ida john king lincoln mary ' +
    'nora ocean paul queen robert sam tom union william young zebra'
  ).split(' '),
)
/** What people say in between, and what they say for the signs of a written number. */
export const FILLERS = new Set(
  'uh um er erm hmm hm mm ah eh then okay ok dash hyphen guion guión este pues luego and y space again pause inaudible crosstalk unintelligible'.split(
    ' ',
  ),
)
const NAMES_NUMBER = /^(?:OLN|DLN?|license|licence|plate|tag|number|no|id)$/i
const WORD = /[A-Za-zÀ-ÿ]+|[0-9]+/g
/** `M as in Mary` */
export const AS_IN = /^ (?:as in|like|for|de) [A-Za-zÀ-ÿ]{2,12}(?![A-Za-zÀ-ÿ])/

export interface Word {
  readonly 0: string
  readonly index: number
}

export function wordsIn(text: string, from: number, to: number): Word[] {
  return Array.from(text.slice(from, to).matchAll(WORD), ({ 0: word, index }) => ({ 0: word, index: from + index }))
}

export function gapBefore(text: string, words: readonly Word[], at: number): string {
  return text.slice(words[at - 1]!.index + words[at - 1]![0].length, words[at]!.index)
}

/** A letter, a digit, or a word for one. */
export function isPart(text: string, words: readonly Word[], at: number): boolean {
  return isLetterWord(text, words, at) || isNumberWord(words[at]![0])
}

export function isNumberWord(word: string): boolean {
  return /^[0-9]$/.test(word) || Object.hasOwn(SMALL, word.toLowerCase()) || Object.hasOwn(TENS, word.toLowerCase())
}

/** `k` after `two` is one of a number; `a`, `e`, `i`, `o` and `y` are words. */
function isSmallLetter(words: readonly Word[], at: number): boolean {
  const isBeside = (index: number): boolean => {
    const beside = words[index]?.[0]
    return beside !== undefined && (isNumberWord(beside) || /^[b-df-hj-np-xz]$/.test(beside))
  }
  return /^[b-df-hj-np-xz]$/.test(words[at]![0]) && isBeside(at - 1) && isBeside(at + 1)
}

/** `O` among letters that are spelled is none of the digits: `I-O-E`. */
export function isSpelledO(words: readonly Word[], at: number): boolean {
  const isCapital = (index: number): boolean => /^[A-Z]$/.test(words[index]?.[0] ?? '')
  return words[at]![0] === 'O' && isCapital(at - 1) && isCapital(at + 1)
}

/** One letter, or a word for one beside another of them. */
export function isLetterWord(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at]![0]
  if (word.length === 1)
    return (
      /[B-HJ-Z]/.test(word) ||
      isOneOfLetters(words, at) ||
      isSmallLetter(words, at) ||
      AS_IN.test(text.slice(words[at]!.index + 1, words[at]!.index + 24))
    )
  const isOne = (index: number): boolean => LETTERS.has(words[index]?.[0].toLowerCase() ?? '')
  if (!isOne(at)) return false
  // `OLN Nora one seven seven`: the name of a number stands before it.
  return (
    isOne(at + 1) ||
    isOne(at - 1) ||
    (isNumberWord(words[at + 1]?.[0] ?? '') && NAMES_NUMBER.test(words[at - 1]?.[0] ?? ''))
  )
}

/** `A` and `I` are letters beside another capital only. */
function isOneOfLetters(words: readonly Word[], at: number): boolean {
  return (
    /[AI]/.test(words[at]![0]) &&
    /^[A-Z]$/.test(`${words[at - 1]?.[0] ?? ''}`) !== /^[B-HJ-Z]$/.test(words[at + 1]?.[0] ?? '')
  )
}

function numbered(words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, index) => [word, index]))
}

function tens(words: string, from: number): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, index) => [word, from + index * 10]))
}
