import { CUE } from './cues.ts'
import { foldOf } from './fold.ts'
import { LEX, TAUGHT } from './lexicon-layout.ts'
import { GAP, SHAPE, type Words } from './words.ts'

export const FEATURE_COUNT = 32
export const WEIGHT_BITS = 18
/** Features that know a word by itself; training leaves them out now and then, so that the context learns too. */
export const OF_WORD: ReadonlySet<number> = new Set([1, 19, 20, 26])

const SHIFT = 32 - WEIGHT_BITS
/** Gaps that the tagger tells apart. */
const GAPS = GAP.line | GAP.comma | GAP.period | GAP.colon | GAP.hyphen | GAP.mark | GAP.possessive
const ABBREVIATION_LETTERS_MAX = 3
const NONE = 0x5bd1e995

/** Whether a word can be part of a name at all: only these are looked at closely. */
export function isEligible(words: Words, i: number, previous: number): boolean {
  const shape = words.shape[i]!
  const flags = words.flags[i]! & TAUGHT
  const first = (flags >>> LEX.first) & 3
  const last = (flags >>> LEX.last) & 3
  const common = (flags >>> LEX.common) & 3
  const after = words.gap[i + 1]!
  if ((words.gap[i]! & GAP.code) !== 0 || (after & GAP.codeAfter) !== 0 || after === (GAP.period | GAP.code))
    return false
  // camelCase, RSMo: code and citations, unless a list of names has it.
  if (shape === SHAPE.camel || (shape === SHAPE.mixed && first + last === 0)) return false
  if (shape === SHAPE.upper && words.end[i]! - words.start[i]! <= ABBREVIATION_LETTERS_MAX && !amongCapitals(words, i))
    return false
  if (shape !== SHAPE.lower) return common < 3 || first > 1 || last > 1 || previous === 1
  const isShort = words.end[i]! - words.start[i]! <= ABBREVIATION_LETTERS_MAX
  if (common === 0 && first > 1 && !isShort) return true
  if (previous === 1 && (words.gap[i]! & ~(GAP.space | GAP.hyphen | GAP.mark)) === 0) {
    return (
      last > common ||
      (common === 0 && flags !== 0) ||
      (words.cues[i]! & CUE.particle) !== 0 ||
      (flags === 0 && words.shape[i - 1] === shape)
    )
  }
  if (i === 0 || words.gap[i] !== GAP.space) return false
  const before = words.cues[i - 1]! & (CUE.title | CUE.greeting | CUE.says | CUE.relation | CUE.particle)
  return before !== 0 && common < 3 && (first > 0 || last > 1)
}

/** Whether the words beside this one are longer ones in capitals, so that capitals say nothing. */
function amongCapitals({ shape, start, end, count }: Words, i: number): boolean {
  const isLong = (at: number): boolean => shape[at] === SHAPE.upper && end[at]! - start[at]! > ABBREVIATION_LETTERS_MAX
  return (i > 0 && isLong(i - 1)) || (i + 1 < count && isLong(i + 1))
}

/** Fills `out` with the places of the word's weights. `previous` and `earlier` are the decisions on the two words before. */
export function readFeatures(
  text: string,
  words: Words,
  i: number,
  previous: number,
  earlier: number,
  out: Int32Array,
): void {
  const { hash, shape, flags, cues, gap, count, start, end } = words
  const h0 = hash[i]!
  const hm1 = i > 0 ? hash[i - 1]! : NONE
  const hm2 = i > 1 ? hash[i - 2]! : NONE
  const hp1 = i + 1 < count ? hash[i + 1]! : NONE
  const hp2 = i + 2 < count ? hash[i + 2]! : NONE
  const f0 = flags[i]! & TAUGHT
  const fm1 = i > 0 ? flags[i - 1]! & TAUGHT : 0
  const fp1 = i + 1 < count ? flags[i + 1]! & TAUGHT : 0
  const s0 = shape[i]!
  const sm1 = i > 0 ? shape[i - 1]! : 7
  const sp1 = i + 1 < count ? shape[i + 1]! : 7
  const sp2 = i + 2 < count ? shape[i + 2]! : 7
  const g0 = gap[i]! & GAPS
  const g1 = gap[i + 1]! & GAPS
  const c0 = cues[i]!
  const cm1 = i > 0 ? cues[i - 1]! : 0
  const cm2 = i > 1 ? cues[i - 2]! : 0
  const cp1 = i + 1 < count ? cues[i + 1]! : 0
  const cp2 = i + 2 < count ? cues[i + 2]! : 0
  const length = Math.min(end[i]! - start[i]!, 9)
  const last = end[i]!
  const suffix2 = (foldOf(text.charCodeAt(last - 1)) << 11) ^ foldOf(text.charCodeAt(last - 2))
  const suffix3 = (suffix2 << 8) ^ foldOf(text.charCodeAt(last - 3))
  const history = previous | (earlier << 1)
  const fs0 = f0 | (s0 << 7)
  const fsm1 = fm1 | (sm1 << 7)
  const fsp1 = fp1 | (sp1 << 7)
  const body = bodyAhead(words, i)

  out[0] = place(0, s0)
  out[1] = place(1, h0)
  out[2] = place(2, hm1 ^ g0)
  out[3] = place(3, hp1 ^ g1)
  out[4] = place(4, Math.imul(hm2, 31) ^ hm1)
  out[5] = place(5, Math.imul(hp2, 31) ^ hp1)
  out[6] = place(6, fs0)
  out[7] = place(7, fs0 | (g0 << 10))
  out[8] = place(8, fsm1 | (history << 10) | (g0 << 12))
  out[9] = place(9, fsp1 | (g1 << 10))
  out[10] = place(10, fs0 | (fsp1 << 10) | (g1 << 20))
  out[11] = place(11, fs0 | (fsm1 << 10) | (previous << 20) | (g0 << 21))
  out[12] = place(12, history | (s0 << 2) | (g0 << 5))
  out[13] = place(13, f0 | (previous << 7) | (g0 << 8))
  out[14] = place(14, c0 | (s0 << 10))
  out[15] = place(15, cm1 | (g0 << 10) | (s0 << 20))
  out[16] = place(16, cp1 | (g1 << 10) | (s0 << 20))
  out[17] = place(17, cm1 | (cm2 << 10) | ((g0 & GAP.colon) << 20))
  out[18] = place(18, cp1 | (cp2 << 10))
  out[19] = place(19, suffix3)
  out[20] = place(20, suffix2 | (s0 << 22))
  out[21] = place(21, s0 | (sm1 << 3) | (sp1 << 6) | (sp2 << 9))
  out[22] = place(22, g0 | (g1 << 10) | (s0 << 20))
  out[23] = place(23, length | (s0 << 4) | ((f0 >>> LEX.common) << 7))
  out[24] = place(24, fs0 | (cm1 << 10) | (g0 << 20))
  out[25] = place(25, fs0 | (cp1 << 10) | (g1 << 20))
  out[26] = place(26, h0 ^ previous)
  out[27] = place(27, lineCue(words, i) | (s0 << 10))
  out[28] = place(28, body | (fs0 << 2))
  out[29] = place(29, f0 | (fm1 << 7) | (fp1 << 14))
  out[30] = place(30, body | (previous << 2) | (c0 << 3))
  out[31] = place(31, fsp1 | (fsm1 << 10) | (previous << 20))
}

function place(feature: number, value: number): number {
  let mixed = Math.imul(value ^ Math.imul(feature + 1, 0x9e3779b1), 0x85ebca6b)
  mixed ^= mixed >>> 15
  return Math.imul(mixed, 0xc2b2ae35) >>> SHIFT
}

/** Whether the capitalised words that follow, or this one, end in `County`, `Act` and the like: 2 this, 1 a later one. */
export function bodyAhead(words: Words, i: number): number {
  for (let at = i; at < i + 4 && at < words.count; at++) {
    if (at > i && (words.gap[at]! & ~(GAP.space | GAP.hyphen)) !== 0 && !isBehindInitial(words, at)) return 0
    if (words.shape[at] === SHAPE.lower) return 0
    if ((words.cues[at]! & CUE.body) !== 0 && !isSurname(words, at)) return at === i ? 2 : 1
    if (at > i && (words.cues[at]! & CUE.title) !== 0 && !isTitleOfBody(words, at)) return 0
  }
  return 0
}

/** `Gartin Justice Building`, `Hinds Justice Court`. */
function isTitleOfBody({ cues, gap, count }: Words, i: number): boolean {
  return i + 1 < count && gap[i + 1] === GAP.space && (cues[i + 1]! & CUE.body) !== 0
}

/** `John R. Lynch Street`: the period doesn't end it. */
function isBehindInitial({ gap, shape }: Words, i: number): boolean {
  return gap[i] === (GAP.period | GAP.space) && shape[i - 1] === SHAPE.initial
}

/** `Hill` after a first name that is nothing else. */
function isSurname({ flags, gap, shape }: Words, i: number): boolean {
  // `Seo-yeon Park`.
  if (
    i > 1 &&
    gap[i] === GAP.space &&
    gap[i - 1] === GAP.hyphen &&
    ((flags[i]! >>> LEX.last) & 3) > 1 &&
    shape[i - 2] === SHAPE.capital
  ) {
    const given = flags[i - 1]!
    if (shape[i - 1] === SHAPE.lower || (((given >>> LEX.first) & 3) > 1 && ((given >>> LEX.common) & 3) === 0))
      return true
  }
  if (i === 0 || gap[i] !== GAP.space || ((flags[i]! >>> LEX.last) & 3) < 2) return false
  const before = flags[i - 1]!
  return ((before >>> LEX.first) & 3) === 3 && (before & TAUGHT) >>> LEX.common === 0
}

/** The cues of the word before the nearest colon on the same line, up to six words back. */
function lineCue(words: Words, i: number): number {
  for (let at = i; at > 0 && at > i - 6; at--) {
    const gap = words.gap[at]!
    if ((gap & GAP.line) !== 0) return 0
    if ((gap & GAP.colon) !== 0) return words.cues[at - 1]! | 2048
  }
  return 0
}
