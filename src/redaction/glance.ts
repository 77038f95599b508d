import type { Stretch } from './run-scan.ts'

/** What one look at every character of a text tells of it, so that most searches needn't begin. */
export interface Glance {
  /** Runs of the letters of base64 and base64url, long enough to hold an identifier. */
  readonly runs: readonly Stretch[]
  /** Whether `atLeast` of the words may stand in the text, whatever their case. Errs towards yes. */
  mayHold(words: readonly GlanceWord[], atLeast?: number): boolean
  /** Whether characters of any of these kinds stand side by side; what {@link PAIR} names may be joined by `|`. */
  holdsPair(pairs: number): boolean
}

/** The triples of letters in a word, as numbers. */
export type GlanceWord = readonly number[]

/** Nine bytes at least: shorter ones hold no identifier, and every long word is one. */
const RUN_MIN = 12
const BASE64 = 32
const CLASS_BITS = 5
const CLASS_MASK = 31
const TRIPLE_MASK = 0x7fff
const DIGIT_CLASS = 27

/** Kinds of characters as {@link PAIR} tells them apart; `l` alone of all letters is often a digit that was misread. */
const KIND = { other: 0, digit: 1, capital: 2, small: 3, l: 4 } as const
const KINDS = 5
/** Of a character's class: its kind, and the same as the first of a pair. */
const KIND_SHIFT = 6
const FIRST_SHIFT = 9

/** Kinds of neighbours that searches begin with. ASCII only. */
export const PAIR = {
  digit: pairs('other digit capital small l', 'digit'),
  digits: pairs('digit', 'digit'),
  digitThenLetter: pairs('digit', 'capital small l'),
  letterThenDigit: pairs('capital small l', 'digit'),
  capitals: pairs('capital', 'capital'),
  capitalThenOther: pairs('capital', 'other'),
  capitalThenDigit: pairs('capital', 'digit'),
  lThenCapital: pairs('l', 'capital'),
}

/** By code unit: the letter without its case, one number for all digits, 0 for the rest; 32 more for one of base64; its kind. */
const CLASSES = classes()
/** By triple: the turn in which it was last met, so that nothing has to be wiped out for a text of three letters. */
const met = new Uint8Array(TRIPLE_MASK + 1)
const TURNS = 255
let turn = 0
/** How many texts have been looked at: what was met is known of the last one only. */
let glances = 0
/** Reading a piece of a longer string by its characters is slow; an array of them isn’t. */
const kept = new Uint16Array(0x8000)
const keptBytes = Buffer.from(kept.buffer)

/** Words to ask a {@link Glance} for; a blank in one stands for whatever is neither letter nor digit. */
export function glanceWords(words: readonly string[]): GlanceWord[] {
  return words.map((word) =>
    Array.from({ length: word.length - 2 }, (_, at) =>
      [...word.slice(at, at + 3)].reduce((triple, char) => (triple << CLASS_BITS) | classOf(char), 0),
    ),
  )
}

export function glanceAt(text: string): Glance {
  const own = ++glances
  if (turn === TURNS) {
    met.fill(0)
    turn = 0
  }
  turn++
  const { runs, pairs } = read(codesOf(text), text.length, turn)
  return {
    runs,
    holdsPair: (wanted) => (pairs & wanted) !== 0,
    mayHold(words, atLeast = 1) {
      if (glances !== own) return true
      let count = 0
      for (const word of words) if (isMet(word) && ++count >= atLeast) return true
      return false
    },
  }
}

/** Notes the triples of a text, and returns its runs and pairs. Nothing in the loop hangs on what a character is but for few. */
function read(codes: Uint16Array, length: number, mark: number): { runs: Stretch[]; pairs: number } {
  const starts: number[] = []
  let triple = 0
  let run = 0
  let pairs = 0
  let first = 0
  for (let at = 0; at < length; at++) {
    const found = CLASSES[codes[at]!]!
    pairs |= 1 << (first + ((found >> KIND_SHIFT) & 7))
    first = found >> FIRST_SHIFT
    triple = ((triple << CLASS_BITS) | (found & CLASS_MASK)) & TRIPLE_MASK
    met[triple] = mark
    run = (run + 1) & -((found >> CLASS_BITS) & 1)
    if (run === RUN_MIN) starts.push(at + 1 - RUN_MIN)
  }
  met[(triple << CLASS_BITS) & TRIPLE_MASK] = mark
  pairs |= 1 << first
  const runs = starts.map((start) => {
    let end = start + RUN_MIN
    while (end < length && (CLASSES[codes[end]!]! & BASE64) !== 0) end++
    return { start, end }
  })
  return { runs, pairs }
}

/** A bit for each pair of one of the first kinds and one of the second. The end of a text counts as another character. */
function pairs(firsts: string, seconds: string): number {
  const kinds = (names: string): number[] => names.split(' ').map((name) => KIND[name as keyof typeof KIND])
  return kinds(firsts).reduce(
    (bits, first) => kinds(seconds).reduce((all, second) => all | (1 << (first * KINDS + second)), bits),
    0,
  )
}

function isMet(word: GlanceWord): boolean {
  for (const triple of word) if (met[triple] !== turn) return false
  return true
}

function codesOf(text: string): Uint16Array {
  if (text.length <= kept.length) {
    keptBytes.write(text, 'utf16le')
    return kept
  }
  const { buffer, byteOffset } = Buffer.from(text, 'utf16le')
  return new Uint16Array(buffer, byteOffset, text.length)
}

function classOf(char: string): number {
  if (/[0-9]/.test(char)) return DIGIT_CLASS
  return /[A-Za-z]/.test(char) ? char.charCodeAt(0) & CLASS_MASK : 0
}

function kindOf(char: string): number {
  if (/[0-9]/.test(char)) return KIND.digit
  if (char === 'l') return KIND.l
  if (/[A-Z]/.test(char)) return KIND.capital
  return /[a-z]/.test(char) ? KIND.small : KIND.other
}

function classes(): Uint16Array {
  const table = new Uint16Array(0x1_0000)
  for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-') {
    const kind = kindOf(char)
    table[char.charCodeAt(0)] = BASE64 | classOf(char) | (kind << KIND_SHIFT) | ((kind * KINDS) << FIRST_SHIFT)
  }
  return table
}
