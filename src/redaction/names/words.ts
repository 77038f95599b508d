import { CUE, cuesOf } from './cues.ts'
import { foldOf, HASH_START, hashStep, isUpper } from './fold.ts'
import { flagsOf } from './lexicon.ts'

/** What stands between two words, as bits. */
export const GAP = {
  space: 1,
  line: 2,
  comma: 4,
  period: 8,
  colon: 16,
  hyphen: 32,
  /** Quotes, brackets, bullets, tabs and all other marks. */
  mark: 64,
  /** The next word is joined to digits, a path, an address or a name in code; {@link GAP.codeAfter}: the one before is. */
  code: 128,
  /** Two line breaks. */
  paragraph: 256,
  codeAfter: 512,
  /** The word before is a possessive. */
  possessive: 1024,
} as const

export const SHAPE = { lower: 0, capital: 1, initial: 2, upper: 3, mixed: 4, camel: 5 } as const

/** The words of a text, in order, with what is known of each. Reused from text to text. */
export interface Words {
  count: number
  start: Int32Array
  end: Int32Array
  hash: Uint32Array
  shape: Uint8Array
  flags: Uint16Array
  cues: Uint16Array
  /** `gap[i]` is between word i - 1 and word i; `gap[count]` is after the last. */
  gap: Uint16Array
}

export function createWords(): Words {
  return sized(1024)
}

function sized(size: number): Words {
  return {
    count: 0,
    start: new Int32Array(size),
    end: new Int32Array(size),
    hash: new Uint32Array(size),
    shape: new Uint8Array(size),
    flags: new Uint16Array(size),
    cues: new Uint16Array(size),
    gap: new Uint16Array(size),
  }
}

function grow(words: Words): void {
  const more = sized(words.start.length * 2)
  for (const key of ['start', 'end', 'hash', 'shape', 'flags', 'cues', 'gap'] as const) {
    more[key].set(words[key])
    words[key] = more[key] as never
  }
}

/** Characters that end a sentence or a word, by code; whatever isn't here or a letter is a mark. */
const GAP_OF = new Uint16Array(128).fill(GAP.mark)
for (const [chars, gap] of [
  [' ', GAP.space],
  ['\n\r', GAP.line],
  [',', GAP.comma],
  ['.', GAP.period],
  [':=', GAP.colon],
  ['-', GAP.hyphen],
] as const) {
  for (const char of chars) GAP_OF[char.charCodeAt(0)] = gap
}

/** Reads a text's words; one pass. Possessive endings aren't part of a word. */
export function readWords(text: string, words: Words): void {
  words.count = 0
  const { length } = text
  let gap: number = GAP.line
  let at = 0
  while (at < length) {
    const code = text.charCodeAt(at)
    const first = foldOf(code)
    if (first === 0) {
      if (code === 0x0a && (gap & GAP.line) !== 0) gap |= GAP.paragraph
      // Two blanks are a column of a form.
      gap |= code === 0x20 && text.charCodeAt(at - 1) === 0x20 ? GAP.mark : code < 128 ? GAP_OF[code]! : GAP.mark
      at++
      continue
    }
    const start = at
    if (start > 0 && (gap & GAP.mark) !== 0 && joins(text, start - 1, -1)) gap |= GAP.code
    // A period without a space joins the parts of an address, except after an initial or a title.
    if (gap === GAP.period && words.count > 0 && start - words.end[words.count - 1]! === 1) {
      const before = words.count - 1
      if (words.end[before]! - words.start[before]! > 1 && (words.cues[before]! & CUE.title) === 0) gap |= GAP.code
    }
    let hash = hashStep(HASH_START, first)
    let capitals = isUpper(code) ? 1 : 0
    let letters = 1
    let second = 0
    let marked = 0
    let end = ++at
    while (at < length) {
      const next = text.charCodeAt(at)
      const letter = foldOf(next)
      if (letter !== 0) {
        hash = hashStep(hash, letter)
        if ((next < 0x61 || next > 0x7a) && isUpper(next) && ++capitals === 2) second = letters
        letters++
        end = ++at
        continue
      }
      if (next >= 0x300 && next <= 0x36f) {
        end = ++at
        continue
      }
      if (next !== 0x27 && next !== 0x2019) break
      // An apostrophe within a word: part of O'Brien, but not the one before a possessive s.
      const after = text.charCodeAt(at + 1)
      if (foldOf(after) === 0 || ((after === 0x73 || after === 0x53) && foldOf(text.charCodeAt(at + 2)) === 0)) break
      at++
      marked = letters
    }
    if (words.count + 2 >= words.start.length) grow(words)
    const index = words.count++
    const unsigned = hash >>> 0
    words.start[index] = start
    words.end[index] = end
    words.hash[index] = unsigned
    words.shape[index] = shapeOf(
      isUpper(code),
      capitals,
      letters,
      second === 2 || second === 3 || (marked > 0 && second === marked),
    )
    words.flags[index] = flagsOf(unsigned)
    words.cues[index] = cuesOf(unsigned)
    words.gap[index] = gap
    gap = at < length && joins(text, at, 1) ? GAP.codeAfter : 0
    // The s of a possessive is skipped with its apostrophe.
    if (at < length && at === end && isPossessive(text, at)) {
      at += 2
      gap = GAP.possessive
    }
  }
  words.gap[words.count] = gap | GAP.line
}

/** Characters that make one token of a word and what they join it to: `_@/\\` and digits. */
function isJoint(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x5f || code === 0x40 || code === 0x2f || code === 0x5c
}

/** Two underscores are the blank of a form, to be written on: they join nothing. */
function joins(text: string, at: number, step: number): boolean {
  const code = text.charCodeAt(at)
  return isJoint(code) && !(code === 0x5f && text.charCodeAt(at + step) === 0x5f)
}

function isPossessive(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code !== 0x27 && code !== 0x2019) return false
  const after = text.charCodeAt(at + 1)
  return (after === 0x73 || after === 0x53) && foldOf(text.charCodeAt(at + 2)) === 0
}

/** `isInner`: a second capital stands where names have one, as in McDonald, DeAndre and O'Brien. */
function shapeOf(starts: boolean, capitals: number, letters: number, isInner: boolean): number {
  if (capitals === 0) return SHAPE.lower
  if (!starts) return SHAPE.camel
  if (letters === 1) return SHAPE.initial
  if (capitals === letters) return SHAPE.upper
  return capitals === 1 || (capitals === 2 && isInner) ? SHAPE.capital : SHAPE.mixed
}
