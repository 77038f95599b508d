import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
import { isMade, isPattern } from './unlikely.ts'
import { GAP, SHAPE, type Words } from './words.ts'

/** `He’s`, of whom the possessive leaves a Chinese surname. */
const PRONOUNS = new Set('he she it that there here what who where let how i you we they'.split(' ').map(hashOf))
/** What the tagger must be sure of, to take a word for a name that it doesn't know as one. */
const UNKNOWN_SCORE_MIN = 4_000
const ABBREVIATED_LETTERS_MAX = 3
/** `Emerg. contact`, `Res. 14`. */
const ABBREVIATED = /^\.(?: {2}| ?[a-z0-9])/
/** `Kohler K-4421`, `Gage 02486000`: what is numbered, but no telephone, date or number with parts. */
const NUMBERED =
  /^ (?:#|No\. ?)?(?:[A-Za-z]{1,4}-?[0-9]{2,}|[0-9]{1,}[A-Z]{1,3}|[0-9]{2}-[0-9]{4,}|[0-9]{4,})(?![0-9A-Za-z./-])/
/** `EmpNo`: two words without a blank, unless it begins as names do that have a second capital. */
const JOINED_WORDS = /^(?!(?:Mc|Mac|De|La|Le|Di|Du|Da|Fitz|Van|Von|Ja|Ke|Ta|Sha|Jo|Ty|Tre|Ra|Ma|Ne|Ki))[A-Z][a-z]+[A-Z]/
const CODE_CHARS_MAX = 16
const YEAR_BEFORE =
  /(?<!(?:in|since|by|of|from|to|until|and|[A-Z][a-z]{2,8}|[,.;:/-]) )(?<![0-9,./-])(?:19|20)[0-9]{2} $/

/** A lone initial is nobody, nor a month; a lone word in capitals or that no list has is mostly an abbreviation or a place. */
export function standsAlone(text: string, words: Words, i: number, score: number): boolean {
  const flags = words.flags[i]!
  const first = (flags >>> LEX.first) & 3
  if (words.end[i]! - words.start[i]! < 2) return false
  // `April` in a field for names.
  if ((words.cues[i]! & (CUE.never | CUE.suffix)) !== 0 && (score !== ANNOUNCED || first < 3)) return false
  if (score === ANNOUNCED) return true
  const last = (flags >>> LEX.last) & 3
  if (isForeignWord(flags) || isMade(text, words, i) || PRONOUNS.has(words.hash[i]!)) return false
  if (flags === 0 && (words.shape[i] === SHAPE.mixed || JOINED_WORDS.test(text.slice(words.start[i], words.end[i]))))
    return false
  if ((words.cues[i]! & CUE.title) !== 0 && first < 2) return false
  if (isArea(flags) || isLabel(text, words, i)) return false
  if (
    first < 3 &&
    words.shape[i] === SHAPE.capital &&
    NUMBERED.test(text.slice(words.end[i], words.end[i]! + CODE_CHARS_MAX))
  )
    return false
  if (first + last < 2 && ABBREVIATED.test(text.slice(words.end[i], words.end[i]! + 3))) return false
  // `Long lines form`: at the start of a sentence, an everyday word that nobody has for a first name.
  const opens = (words.gap[i]! & (GAP.line | GAP.period | GAP.mark | GAP.colon)) !== 0
  const asWord = (flags >>> LEX.common) & 3
  if (opens && first === 0 && asWord === 3) return false
  // `From: Fleet`.
  if ((words.gap[i]! & GAP.colon) !== 0 && first < 2 && last < 3 && asWord > 0) return false
  if (isYearsModel(text, words.start[i]!)) return false
  if (words.shape[i] === SHAPE.lower && ((flags >>> LEX.area) & 1) === 1) return false
  // Among capitals, an everyday word is what it always is: `CAN I HELP?`.
  if (words.shape[i] === SHAPE.upper && words.end[i]! - words.start[i]! <= ABBREVIATED_LETTERS_MAX) return false
  if (words.shape[i] === SHAPE.upper) return (first > 1 || last > 1) && ((flags >>> LEX.common) & 3) < 3
  const isWord = ((flags >>> LEX.common) & 3) > 0
  if (first + last === 0 || isWord) return score > UNKNOWN_SCORE_MIN
  return first > 1 || ((flags >>> LEX.place) & 1) === 0 || score > UNKNOWN_SCORE_MIN
}

/** A town or county of ours, and hardly anybody's name. */
function isArea(flags: number): boolean {
  return ((flags >>> LEX.area) & 1) === 1 && ((flags >>> LEX.first) & 3) < 2 && ((flags >>> LEX.last) & 3) < 3
}

/** `Lang: Khmer`: a form's label rather than who speaks. */
function isLabel(text: string, { end, flags, shape }: Words, i: number): boolean {
  const bits = flags[i]!
  return (
    text[end[i]!] === ':' &&
    shape[i] === SHAPE.capital &&
    ((bits >>> LEX.first) & 3) < 2 &&
    ((bits >>> LEX.last) & 3) < 3
  )
}

/** `a 2014 Camry`, but not `in 2014 Camille moved`. */
function isYearsModel(text: string, at: number): boolean {
  return YEAR_BEFORE.test(text.slice(Math.max(0, at - 16), at))
}

/** An everyday word of another language that is hardly a name. */
function isForeignWord(flags: number): boolean {
  return ((flags >>> LEX.foreign) & 1) === 1
}

/** `Q. How`: words that everybody uses and hardly anybody is called. */
export function areEveryday({ shape, flags, hash }: Words, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) {
    const bits = flags[i]!
    const isName = ((bits >>> LEX.first) & 3) > 2 || ((bits >>> LEX.last) & 3) > 2
    if (PRONOUNS.has(hash[i]!)) continue
    if (shape[i] !== SHAPE.initial && (((bits >>> LEX.common) & 3) < 3 || isName)) return false
  }
  return true
}

/** Initials only, or a pattern such as `NNN`. */
export function areInitials(text: string, words: Words, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) if (words.shape[i] !== SHAPE.initial && !isPattern(text, words, i)) return false
  return true
}

/** `the emerald ash`: everyday words in small letters, where people write capitals. */
export function areSmallWords({ shape, flags, cues }: Words, scores: Int32Array, first: number, last: number): boolean {
  let isWord = false
  for (let i = first; i <= last; i++) {
    if (shape[i] !== SHAPE.lower || scores[i] === ANNOUNCED) return false
    isWord ||= ((flags[i]! >>> LEX.common) & 3) > 0
  }
  const isWhole = last > first && ((flags[first]! >>> LEX.first) & 3) > 2 && ((flags[last]! >>> LEX.last) & 3) > 1
  return isWord && !isWhole && (first === 0 || (cues[first - 1]! & (CUE.title | CUE.greeting)) === 0)
}

/** `RES ADDR`, `AUTH OK`: among capitals a name shows by a part that a list of names has. */
export function areAbbreviations(
  { shape, flags, cues }: Words,
  scores: Int32Array,
  first: number,
  last: number,
): boolean {
  for (let i = first; i <= last; i++) {
    if (scores[i] === ANNOUNCED || (shape[i] !== SHAPE.upper && shape[i] !== SHAPE.initial)) return false
    const bits = flags[i]!
    const common = (bits >>> LEX.common) & 3
    if (shape[i] === SHAPE.initial || (cues[i]! & (CUE.particle | CUE.suffix | CUE.never)) !== 0) continue
    if (((bits >>> LEX.first) & 3) > 1 && common < 3) return false
    if (((bits >>> LEX.last) & 3) > 1 && common < 2) return false
  }
  return true
}
