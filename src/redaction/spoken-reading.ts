import { isLetter } from './boundaries.ts'
import { isNanpNumber } from './checks.ts'
import { type Glance, glanceWords, PAIR as NEIGHBOURS } from './glance.ts'
import { type Reading, readingOf } from './readings.ts'

const UNITS: Readonly<Record<string, number>> = numbered(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
)
const SPANISH: Readonly<Record<string, number>> = numbered(
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
)
const TENS: Readonly<Record<string, number>> = {
  ...tens('twenty thirty forty fifty sixty seventy eighty ninety', 20),
  ...tens('treinta cuarenta cincuenta sesenta setenta ochenta noventa', 30),
}
const SMALL: Readonly<Record<string, number>> = {
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
const TIMES: Readonly<Record<string, number>> = { double: 2, triple: 3, doble: 2 }
const SCALES: Readonly<Record<string, number>> = { hundred: 100, thousand: 1000 }
/** Letters that are said by a word each, as radio and police do; alone such a word is a name. */
const LETTERS = new Set(
  (
    'alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra ' +
    'tango uniform victor whiskey xray yankee zulu adam boy charles david edward frank george henry ida john king lincoln mary ' +
    'nora ocean paul queen robert sam tom union william young zebra'
  ).split(' '),
)
/** What people say in between, and what they say for the signs of a written number. */
const FILLERS = new Set(
  'uh um er erm hmm hm mm ah eh then okay ok dash hyphen guion guión este pues luego and y space again pause inaudible crosstalk unintelligible'.split(
    ' ',
  ),
)
const MET = glanceWords(
  [...Object.keys(SMALL), ...Object.keys(TENS)].filter((word) => word.length > 2 && /^[a-z]+$/.test(word)),
)
const NAMES_NUMBER = /^(?:OLN|DLN?|license|licence|plate|tag|number|no|id)$/i
const SAID = [...Object.keys(SMALL), ...Object.keys(TENS), ...Object.keys(TIMES)].join('|')
/** Two of them in a row, perhaps with a filler between. */
const PAIR = new RegExp(
  `(?:${SAID})(?:[ \\t\\n,.-]{1,3}|,? (?:uh|um|er|dash|y|dot|point|punto),? )(?:${SAID}|hundred|thousand)(?![A-Za-zÀ-ÿ])`,
  'iy',
)
/** One is enough for a unit. */
const UNIT_BEFORE = /(?<![A-Za-z])(?:apartment|apt|unit|lot|suite|box|route|highway|hwy) $/i
const TWO_BEFORE = /([A-Za-z]{3,8})[ ,-]{1,2}([A-Za-z-]{3,8}) $/
const NUMBER_WORD = new RegExp(`(?:${SAID})(?![A-Za-zÀ-ÿ])`, 'iy')
const LETTER = Uint8Array.from({ length: 128 }, (_, code) => (isLetter(code) ? code & 31 : 0))
/** By the first three letters, case folded, which letters may be the fourth: nearly every other word is passed by one look. */
const BEGINS = new Uint32Array(32 * 32 * 32)
for (const word of SAID.split('|')) BEGINS[keyOf(word, 0)]! |= 1 << letterAt(word, 3)
/** Digits one by one. */
const ONE_BY_ONE =
  /[0-9](?<![0-9A-Za-z.,/$-][0-9])(?:(?:, ?| ?-+ ?| |,? (?:uh|um|er|dash),? )[0-9]){3}(?![0-9A-Za-z])/gi
const GAP_CHARS_MAX = 12
const PAUSE = '(?:,? ?(?:uh|um|er|and|then|dash)[,.]{0,3}|\\.{2,3}|,? ?\\[pause\\]|\\.{2,3} (?:uh|um|er)[,.]{0,3}) '
/** Digits in groups, with something said between them: `601, uh, 555... 0147`. */
const IN_GROUPS = new RegExp(
  `[0-9]{3}(?<![0-9A-Za-z.,/$-][0-9]{3})(?:${PAUSE}[0-9]{2,3}(?:${PAUSE}|[ -])|[ -][0-9]{2,3}${PAUSE})[0-9]{4}(?![0-9A-Za-z])`,
  'gi',
)
/** Letters and digits one by one: `1 E G 4 T E 5 …`. */
const SPELLED =
  /[A-Z0-9](?<![A-Za-z0-9][A-Za-z0-9]|[.,'’$-][A-Z0-9]|(?:^|[^A-Za-z0-9])[A-Z0-9][ -][A-Z0-9])(?:[ -][A-Z0-9]){7,16}(?![A-Za-z0-9]| [A-Z0-9](?![A-Za-z0-9])|[-.'’][A-Za-z0-9])/g
const SPELLED_PAIRS = NEIGHBOURS.capitalThenOther
const BEFORE_CHARS = 48
const RUN_CHARS_MAX = 320
const SHORT_RUN_CHARS = 96
const NEXT_WORD_CHARS = 40
const WORD = /[A-Za-zÀ-ÿ]+|[0-9]+/g
const BETWEEN = /^(?:[ \t]*[,;.…–-]{0,3}[ \t]+|[ \t]*[,;–-]?[ \t]*\r?\n[ \t]{0,8}|[ \t]*[,–-]{1,2}[ \t]*)$/
/** Digits in a column of numbers are lines, and a period ends them. */
const BETWEEN_DIGITS = /^(?: ?[,–-]{0,2} ?| ?\.{2,3} ?)$/
/** `M as in Mary` */
const AS_IN = /^ (?:as in|like|for|de) [A-Za-zÀ-ÿ]{2,12}(?![A-Za-zÀ-ÿ])/
const LETTER_BEFORE = /(?<![A-Za-zÀ-ÿ])[A-Za-z](?: as in| like| for| de) [A-Za-zÀ-ÿ]{2,12},? $/
const IP = /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$/
const DIAGNOSIS = /^[A-TV-Z][0-9]{2}\.[0-9]{1,4}$/
const DIGITS_MIN = 4
/** Longer than any identifier. */
const SAID_CHARS_MAX = 24
const WORDS_MIN = 3
const WORDS_MAX = 48
/** Words that make a short number one of an address. */
const STREET_AHEAD =
  /^,? (?:[a-z'’]+\.? ){0,3}(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|boulevard|blvd|highway|hwy|circle|place|way|trail|cove|loop|county road|calle|avenida)(?![a-z])/i
const NUMBER_OF_PLACE =
  /(?<![A-Za-z])(?:box|apt|apartment|unit|lot|suite|highway|hwy|county road|state road|route|apartado|apartamento|number)\.? $/i

/** The rest of an e-mail address that somebody says. */
const MAIL_AHEAD = /^,? (?:at|arroba) [a-z]/i

const CALLED =
  /(?<![A-Za-z])(?:call|callback|phone|cell|telephone|reach|text|llame|llamar|tel[eé]fono)(?![A-Za-z])[^0-9]*$/i
const CALLED_CHARS = 56

interface Said {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly words: number
}

/** A text with the numbers that somebody reads out in words written in digits; null where there are none. */
export function spokenReading(text: string, glance: Glance): Reading | null {
  const said = glance.mayHold(MET, 2) ? runsOf(text, nextSaid) : []
  const holdsDigit = glance.holdsPair(NEIGHBOURS.digit)
  if (said.length === 0 && !holdsDigit) return null
  const runs = holdsDigit ? [...said, ...runsOf(text, nextDigits)] : said
  const edits = runs.flatMap(({ start, end, text: said, words }) => {
    if (said.length > SAID_CHARS_MAX) return []
    const isAmount = /^(?:1[89]|20)[0-9]{2}$|^[0-9]{1,3}00+$/.test(said)
    const isLong = !isAmount && said.replace(/[^0-9]/g, '').length >= DIGITS_MIN && words >= WORDS_MIN
    const isMarked =
      (/[A-Z]{2}/.test(said) && said.length > 4 && words > 3) || DIAGNOSIS.test(said) || /^[A-Z][0-9]{8,9}$/.test(said)
    const isMail = MAIL_AHEAD.test(text.slice(end, end + 24))
    const isPlace =
      (words > 1 && STREET_AHEAD.test(text.slice(end, end + 56))) ||
      NUMBER_OF_PLACE.test(text.slice(Math.max(0, start - 16), start))
    if (!(isLong || isMarked || isMail || isPlace)) return []
    const isLocal = CALLED.test(text.slice(Math.max(0, start - CALLED_CHARS), start))
    return [{ start, end, text: isLocal ? local(said) : written(said) }]
  })
  for (const match of holdsDigit ? text.matchAll(IN_GROUPS) : [])
    edits.push({
      start: match.index,
      end: match.index + match[0].length,
      text: written(match[0].replace(/[^0-9]/g, '')),
    })
  for (const { 0: spelled, index } of holdsDigit && glance.holdsPair(SPELLED_PAIRS) ? text.matchAll(SPELLED) : [])
    if (/[0-9].*[0-9].*[0-9]/.test(spelled) && /[A-Z]/.test(spelled))
      edits.push({ start: index, end: index + spelled.length, text: spelled.replace(/[ -]/g, '') })
  return edits.length === 0 ? null : { ...readingOf(text, edits), labels: [] }
}

/** Seven digits, where somebody says whom to call. */
function local(said: string): string {
  return /^[2-9][0-9]{6}$/.test(said) ? `${said.slice(0, 3)}-${said.slice(3)}` : written(said)
}

/** As people write it who write digits: the plan of telephone numbers shows in its groups. */
function written(said: string): string {
  const national = said.length === 11 && said.startsWith('1') ? said.slice(1) : said
  if (!/^[0-9]{10}$/.test(national) || !isNanpNumber(national)) return said
  return `${national.slice(0, 3)}-${national.slice(3, 6)}-${national.slice(6)}`
}

/** Runs of words that are said for digits, with fillers and letters within; looked for where two stand together. */
function runsOf(text: string, next: (text: string, from: number) => number): Said[] {
  const found: Said[] = []
  let cut = -GAP_CHARS_MAX - 1
  for (let first = next(text, 0), done = 0; first >= 0; first = next(text, done)) {
    const low = Math.max(done, first - BEFORE_CHARS)
    let read = runAt(text, low, first, SHORT_RUN_CHARS)
    // Few runs are so long that more of the text must be taken apart for them.
    if (read !== null && read.run.end + NEXT_WORD_CHARS > first + SHORT_RUN_CHARS)
      read = runAt(text, low, first, RUN_CHARS_MAX)
    if (read === null) break
    const { start, run } = read
    // What goes on without end is no identifier, and neither is its last piece.
    const goesOn = start - cut <= GAP_CHARS_MAX
    if (run.isCut || goesOn) cut = run.end
    else if (run.count > 0) found.push({ start, end: run.end, text: run.said, words: run.count })
    done = Math.max(run.end, first + 1)
  }
  return found
}

/** The run that holds what stands at `first`, in so many characters from there; null: no word begins there. */
function runAt(text: string, low: number, first: number, chars: number): { start: number; run: Run } | null {
  const words = wordsIn(text, low, Math.min(text.length, first + chars))
  let at = words.findIndex(({ index }) => index >= first)
  // Letters and digits before it belong to it.
  while (at > 0 && isPart(text, words, at - 1) && BETWEEN.test(gapBefore(text, words, at))) at--
  if (at > 3 && LETTER_BEFORE.test(text.slice(low, words[at]!.index)))
    at = words.findLastIndex(({ 0: word }, index) => index < at && word.length === 1)
  return at < 0 ? null : { start: words[at]!.index, run: readRun(text, words, at) }
}

/** Where the next digits stand one by one; -1: nowhere. */
function nextDigits(text: string, from: number): number {
  ONE_BY_ONE.lastIndex = from
  return ONE_BY_ONE.exec(text)?.index ?? -1
}

/** Where the next two words for digits stand together, or one behind a unit; -1: nowhere. */
function nextSaid(text: string, from: number): number {
  let before = from > 0 ? letterAt(text, from - 1) : 0
  for (let at = from; at < text.length; at++) {
    const letter = letterAt(text, at)
    const starts = letter !== 0 && before === 0
    before = letter
    if (!starts || ((BEGINS[keyOf(text, at)]! >>> letterAt(text, at + 3)) & 1) === 0) continue
    PAIR.lastIndex = at
    if (PAIR.test(text)) return at
    NUMBER_WORD.lastIndex = at
    if (NUMBER_WORD.test(text) && isFirstOfFew(text, at)) return at
  }
  return -1
}

/** One word for a number is enough behind a unit, or behind two words for letters. */
function isFirstOfFew(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 24), at)
  if (UNIT_BEFORE.test(before)) return true
  const words = TWO_BEFORE.exec(before)
  return words !== null && LETTERS.has(words[1]!.toLowerCase()) && LETTERS.has(words[2]!.toLowerCase())
}

function keyOf(text: string, at: number): number {
  return (letterAt(text, at) << 10) | (letterAt(text, at + 1) << 5) | letterAt(text, at + 2)
}

/** 1 to 26 whatever its case; 0 for what is no letter. */
function letterAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < LETTER.length ? LETTER[code]! : 0
}

interface Word {
  readonly 0: string
  readonly index: number
}

function wordsIn(text: string, from: number, to: number): Word[] {
  return Array.from(text.slice(from, to).matchAll(WORD), ({ 0: word, index }) => ({ 0: word, index: from + index }))
}

function gapBefore(text: string, words: readonly Word[], at: number): string {
  return text.slice(words[at - 1]!.index + words[at - 1]![0].length, words[at]!.index)
}

/** A letter, a digit, or a word for one. */
function isPart(text: string, words: readonly Word[], at: number): boolean {
  return isLetterWord(text, words, at) || isNumberWord(words[at]![0])
}

function isNumberWord(word: string): boolean {
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
function isSpelledO(words: readonly Word[], at: number): boolean {
  const isCapital = (index: number): boolean => /^[A-Z]$/.test(words[index]?.[0] ?? '')
  return words[at]![0] === 'O' && isCapital(at - 1) && isCapital(at + 1)
}

/** One letter, or a word for one beside another of them. */
function isLetterWord(text: string, words: readonly Word[], at: number): boolean {
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

interface Run {
  /** It may go on beyond what was read of it. */
  readonly isCut: boolean
  readonly end: number
  readonly said: string
  readonly count: number
}

function readRun(text: string, words: readonly Word[], first: number): Run {
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

function numbered(words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, index) => [word, index]))
}

function tens(words: string, from: number): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, index) => [word, from + index * 10]))
}
