import type { Stretch } from './run-scan.ts'

/** What one look at every character of a text tells of it, so that most searches needn't begin. */
export interface Glance {
  /** Runs of the letters of base64 and base64url, long enough to hold an identifier. */
  readonly runs: readonly Stretch[]
  /** Whether `atLeast` of the words may stand in the text, whatever their case. Errs towards yes. */
  mayHold(words: readonly GlanceWord[], atLeast?: number): boolean
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

/** By code unit: the letter without its case, one number for all digits, 0 for the rest; 32 more for one of base64. */
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
  const runs = read(codesOf(text), text.length, turn)
  return {
    runs,
    mayHold(words, atLeast = 1) {
      if (glances !== own) return true
      let count = 0
      for (const word of words) if (isMet(word) && ++count >= atLeast) return true
      return false
    },
  }
}

/** Notes the triples of a text, and returns its runs. Nothing in the loop hangs on what a character is but for few. */
function read(codes: Uint16Array, length: number, mark: number): Stretch[] {
  const starts: number[] = []
  let triple = 0
  let run = 0
  for (let at = 0; at < length; at++) {
    const found = CLASSES[codes[at]!]!
    triple = ((triple << CLASS_BITS) | (found & CLASS_MASK)) & TRIPLE_MASK
    met[triple] = mark
    run = (run + 1) & -(found >> CLASS_BITS)
    if (run === RUN_MIN) starts.push(at + 1 - RUN_MIN)
  }
  met[(triple << CLASS_BITS) & TRIPLE_MASK] = mark
  return starts.map((start) => {
    let end = start + RUN_MIN
    while (end < length && CLASSES[codes[end]!]! >= BASE64) end++
    return { start, end }
  })
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

function classes(): Uint8Array {
  const table = new Uint8Array(0x1_0000)
  for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-')
    table[char.charCodeAt(0)] = BASE64 | classOf(char)
  return table
}
