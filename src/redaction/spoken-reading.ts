import { isLetter } from './boundaries.ts'
import { isNanpNumber } from './checks.ts'
import { type Glance, glanceWords, PAIR as NEIGHBOURS } from './glance.ts'
import { type Reading, readingOf } from './readings.ts'
import { BETWEEN, DIAGNOSIS, RUN_CHARS_MAX, type Run, readRun } from './spoken-run.ts'
import { gapBefore, isPart, LETTERS, SMALL, TENS, TIMES, wordsIn } from './spoken-words.ts'

const MET = glanceWords(
  [...Object.keys(SMALL), ...Object.keys(TENS)].filter((word) => word.length > 2 && /^[a-z]+$/.test(word)),
)
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
  /[A-Z0-9](?=[ -][A-Z0-9][ -])(?<![A-Za-z0-9][A-Za-z0-9]|[.,'’$-][A-Z0-9]|(?:^|[^A-Za-z0-9])[A-Z0-9][ -][A-Z0-9])(?:[ -][A-Z0-9]){7,16}(?![A-Za-z0-9]| [A-Z0-9](?![A-Za-z0-9])|[-.'’][A-Za-z0-9])/g
const SPELLED_PAIRS = NEIGHBOURS.capitalThenOther
const BEFORE_CHARS = 48
const SHORT_RUN_CHARS = 96
const NEXT_WORD_CHARS = 40
const LETTER_BEFORE = /(?<![A-Za-zÀ-ÿ])[A-Za-z](?: as in| like| for| de) [A-Za-zÀ-ÿ]{2,12},? $/
const DIGITS_MIN = 4
/** Longer than any identifier. */
const SAID_CHARS_MAX = 24
const WORDS_MIN = 3
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
