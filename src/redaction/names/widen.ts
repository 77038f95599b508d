import { CUE } from './cues.ts'
import { bodyAhead } from './features.ts'
import { hashOf } from './fold.ts'
import { levels } from './levels.ts'
import { LEX } from './lexicon-layout.ts'
import { GAP, SHAPE, type Words } from './words.ts'

/** A word that a neighbour makes part of a name: little enough to be vetoed or left alone by itself. */
const JOINED = 1
const GIVEN_NAMES_MAX = 3
const STARTS = GAP.line | GAP.colon | GAP.mark
const NO_NAME = CUE.never | CUE.body | CUE.head | CUE.title

/**
 * The tagger leaves out parts of names that are words too (`May`, `Price`, `Shelby`), or that nobody knows. What stands
 * beside a part that it took says that they are names.
 */
export function widen(words: Words, scores: Int32Array): void {
  for (let i = 0; i < words.count; i++) {
    if (isSecondPart(words, scores, i)) scores[i] = JOINED
    if (isKorean(words, i)) for (let at = i; at < i + 3; at++) scores[at] = Math.max(scores[at]!, JOINED)
    if (words.shape[i] === SHAPE.lower || words.shape[i] === SHAPE.camel) continue
    if (isInverted(words, scores, i) || scores[i]! > 0) continue
    if (
      isBetween(words, scores, i) ||
      isSurname(words, scores, i) ||
      isFirstName(words, scores, i) ||
      isBeforeGiven(words, scores, i)
    )
      scores[i] = JOINED
  }
}

/** `Reyna Tlaxcala`, `Amarion J. Keys`: behind a first name that is nothing else. */
function isSurname(words: Words, scores: Int32Array, i: number): boolean {
  let before = i - 1
  if (before > 0 && words.shape[before] === SHAPE.initial && isSpace(words, before) && (words.gap[i]! & ~PERIOD) === 0)
    before--
  else if (words.gap[i] !== GAP.space) return false
  if (before < 0 || scores[before]! <= 0 || words.shape[before] === SHAPE.lower) return false
  const own = levels(words, i)
  if (levels(words, before).first < 2 || levels(words, before).common > 1) return false
  // Of a whole name, the next word is what it does.
  if (before > 0 && scores[before - 1]! > 0 && words.gap[before] === GAP.space && before === i - 1) return false
  if (words.shape[i] === SHAPE.initial || words.shape[i] !== words.shape[before]) return false
  if ((words.cues[i]! & (NO_NAME | CUE.label)) !== 0 || bodyAhead(words, i) !== 0) return false
  return words.flags[i] === 0 || own.last > 1 || (own.last > 0 && own.common === 0)
}

/** `Summer Dunaway`, `Shelby Lynn Tackett`: before a surname or another first name with one. */
function isFirstName(words: Words, scores: Int32Array, i: number): boolean {
  let next = i + 1
  if (
    next + 1 < words.count &&
    words.shape[next] === SHAPE.initial &&
    isSpace(words, next) &&
    (words.gap[next + 1]! & ~PERIOD) === 0
  )
    next++
  else if (words.gap[next] !== GAP.space && words.gap[next] !== GAP.hyphen) return false
  const isInitialled = next > i + 1
  // `Rob De La Cruz`.
  while (
    next < words.count &&
    next < i + 4 &&
    (scores[next]! <= 0 || words.shape[next] === SHAPE.lower) &&
    (isCapitalParticle(words, next) || isSmallParticle(words, next)) &&
    isSpace(words, next + 1)
  )
    next++
  if (next >= words.count || scores[next]! <= 0 || words.shape[next] === SHAPE.lower) return false
  const { first, common } = levels(words, i)
  // `Chokwe B. Sanders`: nobody knows the first of these, and it stands before an initial.
  if (common === 0 && isInitialled && (words.cues[i]! & (NO_NAME | CUE.label | CUE.relation)) === 0) return true
  const after = levels(words, next)
  const isSurnameOnly = after.last > 1 && after.first < 2 && after.common === 0
  if (isSyllable(words, i)) return true
  // `Lul Mohamud`: unknown, before what is a surname only.
  if (
    common === 0 &&
    isSurnameOnly &&
    (words.flags[i] === 0 || first > 0) &&
    (words.cues[i]! & (NO_NAME | CUE.label | CUE.relation)) === 0
  )
    return true
  const isAlone = next + 1 >= words.count || scores[next + 1]! <= 0
  if (words.flags[i] === 0 && words.cues[i] === 0 && isAlone && (words.gap[i]! & (STARTS | GAP.comma)) !== 0)
    return true
  if (first < 2 || (first === 2 && common > 1 && !isSurnameOnly) || (words.cues[i]! & CUE.title) !== 0) return false
  if ((words.cues[i]! & CUE.before) !== 0 || bodyAhead(words, i) !== 0) return false
  const opens = (words.gap[i]! & (GAP.line | GAP.period)) !== 0 && (words.gap[i]! & GAP.mark) === 0
  if (
    common === 3 &&
    opens &&
    words.shape[i] !== SHAPE.upper &&
    (MODALS.has(words.hash[i]!) || (!isSurnameOnly && (isInitialled || next === i + 1)))
  )
    return false
  const isLast = levels(words, next).last > 0 || words.flags[next] === 0
  const goesOn = next + 1 < words.count && scores[next + 1]! > 0 && words.gap[next + 1] === GAP.space
  return (isLast && levels(words, next).first < 3) || goesOn || common === 0
}

/** `Seo-yeon Park`: two syllables that are no words, and a surname. */
function isKorean(words: Words, i: number): boolean {
  const { shape, gap, count, start, end } = words
  if (i + 2 >= count || shape[i] !== SHAPE.capital || shape[i + 1] !== SHAPE.lower || shape[i + 2] !== SHAPE.capital)
    return false
  if (
    gap[i + 1] !== GAP.hyphen ||
    gap[i + 2] !== GAP.space ||
    end[i]! - start[i]! > 6 ||
    end[i + 1]! - start[i + 1]! > 6
  )
    return false
  return levels(words, i).common === 0 && levels(words, i + 1).common === 0 && levels(words, i + 2).last > 1
}

/** `Seo-yeon`: the second syllable of a Korean or Chinese given name. */
function isSecondPart({ shape, gap, end, start, flags }: Words, scores: Int32Array, i: number): boolean {
  if (shape[i] !== SHAPE.lower || i === 0 || gap[i] !== GAP.hyphen || end[i]! - start[i]! > 6) return false
  return (
    scores[i - 1]! > 0 &&
    shape[i - 1] === SHAPE.capital &&
    end[i - 1]! - start[i - 1]! < 7 &&
    ((flags[i]! >>> LEX.common) & 3) < 2
  )
}

/** The initial of `Cody R. Blankenship`. */
function isBetween({ shape, gap, count }: Words, scores: Int32Array, i: number): boolean {
  if (shape[i] !== SHAPE.initial || i === 0 || i + 1 >= count) return false
  return scores[i - 1]! > 0 && scores[i + 1]! > 0 && gap[i] === GAP.space && (gap[i + 1]! & ~PERIOD) === 0
}

/** `KEYES DARNELL    491…`: in a cell of capitals, the surname stands first. */
function isBeforeGiven(words: Words, scores: Int32Array, i: number): boolean {
  const next = i + 1
  if (words.shape[i] !== SHAPE.upper || next >= words.count || words.shape[next] !== SHAPE.upper) return false
  if (scores[next]! <= 0 || words.gap[next] !== GAP.space || levels(words, next).first < 2) return false
  if ((words.gap[i]! & STARTS) === 0 || levels(words, i).last < 2 || (words.cues[i]! & (NO_NAME | CUE.label)) !== 0)
    return false
  let end = next + 1
  while (end < words.count && words.gap[end] === GAP.space && words.shape[end] !== SHAPE.lower) end++
  return end - i <= 1 + GIVEN_NAMES_MAX && (words.gap[end]! & (GAP.line | GAP.mark)) !== 0
}

/** `ABDULLAHI,FARDOWSA F`: as machines write it, and not among the commas of a row. */
function isCapsPair(words: Words, i: number): boolean {
  const { gap, shape, start, end, cues } = words
  if (gap[i + 1] !== GAP.comma || shape[i] !== SHAPE.upper || shape[i + 1] !== SHAPE.upper) return false
  if ((gap[i]! & GAP.comma) !== 0 || (gap[i + 2]! & GAP.comma) !== 0 || end[i]! - start[i]! < 3) return false
  if (((cues[i]! | cues[i + 1]!) & NO_NAME) !== 0 || start[i + 1]! - end[i]! !== 1) return false
  const isLast =
    levels(words, i).last > 1 || words.flags[i] === 0 || (levels(words, i).first > 1 && levels(words, i).common === 0)
  const given = levels(words, i + 1)
  // `SINGH,HARJINDER`: a first name that no list has, behind what is a surname only.
  const isUnknown =
    given.common === 0 && levels(words, i).last > 1 && levels(words, i).common === 0 && end[i + 1]! - start[i + 1]! > 3
  return isLast && (given.first > 1 || isUnknown)
}

/** `MOUZON, Prentiss`: a surname in capitals before a first name that isn't. */
function isCapsSurname(words: Words, i: number): boolean {
  const { gap, shape, start, end, cues } = words
  const next = i + 1
  if (gap[next] !== (GAP.comma | GAP.space) || shape[i] !== SHAPE.upper || shape[next] !== SHAPE.capital) return false
  if (end[i]! - start[i]! < 3 || ((cues[i]! | cues[next]!) & (NO_NAME | CUE.label | CUE.relation)) !== 0) return false
  const { last, common } = levels(words, i)
  if (common > 1 || (last < 2 && words.flags[i] !== 0)) return false
  return levels(words, next).first > 1 && levels(words, next).common < 2
}

/** `May, Roosevelt`, `WINTERS, MAY ELLEN` in a cell of their own: marks all of it. */
function isInverted(words: Words, scores: Int32Array, i: number): boolean {
  const next = i + 1
  if (next >= words.count) return false
  if (isCapsPair(words, i) || isCapsSurname(words, i)) {
    scores[i] = Math.max(scores[i]!, JOINED)
    scores[next] = Math.max(scores[next]!, JOINED)
    return true
  }
  // `St. Clair, Monique`.
  const head = i > 0 && isCapitalParticle(words, i - 1) && (words.gap[i]! & ~PERIOD) === 0 ? i - 1 : i
  if (words.gap[next] !== (GAP.comma | GAP.space) || (words.gap[head]! & STARTS) === 0) return false
  if (levels(words, i).last < 2 || (words.cues[i]! & (CUE.body | CUE.head)) !== 0) return false
  let end = next
  let names = 0
  let places = levels(words, i).place
  while (end < words.count && end < next + GIVEN_NAMES_MAX && words.shape[end] !== SHAPE.lower) {
    if (end > next && (words.gap[end]! & ~PERIOD) !== 0) break
    const { first, common, place } = levels(words, end)
    if (words.shape[end] !== SHAPE.initial) {
      if (first < 2 || (common === 3 && first < 3) || (words.cues[end]! & (CUE.body | CUE.head)) !== 0) return false
      places += place
      names++
    }
    end++
  }
  const isEnd = (words.gap[end]! & (GAP.line | GAP.mark)) !== 0
  if (names === 0 || !isEnd || (places > names && scores[next]! <= 0)) return false
  for (let at = i; at < end; at++) if (scores[at]! <= 0) scores[at] = JOINED
  return true
}

/** `Eladio de la Cruz`. */
function isSmallParticle({ cues, shape, hash }: Words, i: number): boolean {
  return (cues[i]! & CUE.particle) !== 0 && shape[i] === SHAPE.lower && OF_NAMES.has(hash[i]!)
}

function isCapitalParticle({ cues, shape }: Words, i: number): boolean {
  return (cues[i]! & CUE.particle) !== 0 && shape[i] === SHAPE.capital
}

/** `Pa Houa`, `Eh Doh Wah`: what Hmong and Karen names begin with, and other words too. */
function isSyllable({ hash, shape, gap }: Words, i: number): boolean {
  return shape[i] === SHAPE.capital && gap[i + 1] === GAP.space && SYLLABLES.has(hash[i]!)
}

const OF_NAMES = new Set(['de', 'la', 'del', 'los', 'las', 'van', 'von', 'der', 'den'].map(hashOf))
const SYLLABLES = new Set(['pa', 'paj', 'eh', 'naw', 'ka', 'nou'].map(hashOf))
/** `Will Nakamura come?` */
const MODALS = new Set(['will', 'may'].map(hashOf))
const PERIOD = GAP.space | GAP.period

function isSpace({ gap }: Words, i: number): boolean {
  return gap[i] === GAP.space
}

/** What the tagger may doubt of a word that is a first name and nothing else. */
const DOUBT_MAX = 3_000

/** Takes first names that are nothing else where the tagger was nearly sure: `lil Deshawn`, `(thank you Farah)`. */
export function leanToNames(words: Words, scores: Int32Array): void {
  for (let i = 0; i < words.count; i++) {
    const score = scores[i]!
    if (
      score > 0 ||
      score < -DOUBT_MAX ||
      words.shape[i] !== SHAPE.capital ||
      (words.cues[i]! & (NO_NAME | CUE.label)) !== 0
    )
      continue
    const { first, common } = levels(words, i)
    const isArea = ((words.flags[i]! >>> LEX.area) & 1) === 1
    if (first === 3 && common === 0 && !isArea && bodyAhead(words, i) === 0) scores[i] = JOINED
  }
}
