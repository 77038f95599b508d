import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
import { isMade, isPattern } from './unlikely.ts'
import { GAP, SHAPE, type Words } from './words.ts'

/** A name in a text, with its words. */
export interface NameSpan {
  readonly start: number
  readonly end: number
  readonly first: number
  readonly last: number
  /** More than one word, or announced by a title or label: its parts are names wherever they stand. */
  readonly sure: boolean
}

const AND = new Set(['y', 'e', 'et', 'und'].map(hashOf))
const WORDS_MAX = 7
/** What the tagger must be sure of, to take a word for a name that it doesn't know as one. */
const UNKNOWN_SCORE_MIN = 4_000
const ABBREVIATED_LETTERS_MAX = 3
const YEAR_BEFORE =
  /(?<!(?:in|since|by|of|from|to|until|and|[A-Z][a-z]{2,8}|[,.;:/-]) )(?<![0-9,./-])(?:19|20)[0-9]{2} $/
const SURNAME_WORDS_MAX = 3
const GIVEN_NAMES_MAX = 3

/** Words with a score above 0, joined to names. */
export function nameSpans(text: string, words: Words, scores: Int32Array): NameSpan[] {
  const names: NameSpan[] = []
  for (let i = 0; i < words.count; i++) {
    if (scores[i]! <= 0) continue
    let last = i
    let at = i
    while (at + 1 < words.count && at + 1 - i < WORDS_MAX) {
      const next = at + 1
      if (scores[next]! > 0 && joins(words, scores, next, i)) last = next
      else if (!bridges(words, scores, next)) break
      at = next
    }
    let first = i
    i = Math.max(i, last)
    first = withParticles(words, scores, first, last)
    while (first > 0 && words.shape[first - 1] === SHAPE.initial && scores[first - 1]! <= 0 && isInitial(words, first))
      first--
    while (first < last && words.shape[first] === SHAPE.lower && AND.has(words.hash[first]!)) first++
    while (first < last && (isTitle(words, first) || isBeforeName(words, scores, first))) first++
    while (last > first && words.shape[last] === SHAPE.lower && (words.cues[last]! & CUE.particle) !== 0) last--
    if (first === last && !standsAlone(text, words, first, scores[first]!)) continue
    if (
      (areInitials(text, words, first, last) || areEveryday(words, first, last)) &&
      (scores[first] !== ANNOUNCED || (words.gap[first]! & GAP.comma) !== 0)
    )
      continue
    names.push({
      start: words.start[first]!,
      end: endOf(words, last),
      first,
      last,
      sure: scores[first] === ANNOUNCED || (last > first && holdsFirstName(words, first, last)),
    })
  }
  return names
}

function joins(words: Words, scores: Int32Array, i: number, first: number): boolean {
  const gap = words.gap[i]!
  if ((gap & GAP.line) !== 0) return false
  if ((gap & ~(GAP.space | GAP.hyphen)) === 0) return !parts(words, i)
  if ((gap & ~(GAP.space | GAP.period)) === 0) return isAbbreviated(words, i - 1)
  if ((gap & ~(GAP.space | GAP.comma | GAP.period)) !== 0) return false
  if ((words.cues[i]! & CUE.suffix) !== 0) return true
  return isInverted(words, scores, i, first)
}

/** "Last, First": a surname at the start, then given names, and nobody else behind another comma. */
function isInverted(words: Words, scores: Int32Array, i: number, first: number): boolean {
  const { flags, gap, shape, count } = words
  if (shape[first] === SHAPE.initial || (gap[first] === (GAP.comma | GAP.space) && first > 0 && scores[first - 1]! > 0))
    return false
  if (i - first > SURNAME_WORDS_MAX || (gap[i]! & GAP.space) === 0) return false
  for (let at = first + 1; at < i; at++) if ((gap[at]! & GAP.comma) !== 0) return false
  const isField = scores[first] === ANNOUNCED && scores[i] === ANNOUNCED
  if (!isField && ((flags[i - 1]! >>> LEX.last) & 3) === 0 && (flags[i - 1]! & 15) !== 0) return false
  if (!isField && ((flags[i]! >>> LEX.first) & 3) === 0 && (flags[i]! & 15) !== 0) return false
  // `Ousmane Diallo, Emily Brandt`: the first is whole.
  const isWhole = i - first > 1 && gap[first + 1] === GAP.space && ((flags[first]! >>> LEX.first) & 3) > 1
  if (isWhole && (words.cues[first]! & CUE.particle) === 0) return false
  const opens = (gap[headOf(words, first)]! & (GAP.line | GAP.colon | GAP.mark)) !== 0
  if (!opens && ((flags[first]! >>> LEX.first) & 3) > 1) return false
  let end = i + 1
  while (end < count && end < i + GIVEN_NAMES_MAX && scores[end]! > 0 && (gap[end]! & ~(GAP.space | GAP.period)) === 0)
    end++
  // In running text `Lopez, Juan Perez` are two.
  if (end - i > 1 && shape[i + 1] !== SHAPE.initial && !opens && ((flags[end - 1]! >>> LEX.first) & 3) < 2) return false
  const isListed =
    end < count && (gap[end]! & ~(GAP.space | GAP.comma)) === 0 && gap[end] !== GAP.space && scores[end]! > 0
  return !isListed || (words.cues[end]! & CUE.suffix) !== 0
}

/** The capital particle that a surname begins with: `St.` of `St. Clair`. */
function headOf({ cues, shape, gap }: Words, first: number): number {
  const isOne = first > 0 && (cues[first - 1]! & CUE.particle) !== 0 && shape[first - 1] === SHAPE.capital
  return isOne && (gap[first]! & ~(GAP.space | GAP.period)) === 0 ? first - 1 : first
}

/** `De Jesus, Ana` and `L. St. Amant`: a capital particle that the tagger left out. */
function withParticles({ cues, shape, gap }: Words, scores: Int32Array, first: number, last: number): number {
  let at = first
  while (
    at > 0 &&
    (cues[at - 1]! & CUE.particle) !== 0 &&
    shape[at - 1] === SHAPE.capital &&
    (gap[at] === GAP.space || gap[at] === (GAP.space | GAP.period))
  )
    at--
  if (at === first) return first
  let isWhole = at > 0 && scores[at - 1]! > 0 && gap[at] === GAP.space
  if (at > 0 && shape[at - 1] === SHAPE.initial && gap[at] === (GAP.space | GAP.period)) isWhole = true
  for (let i = first + 1; i <= last; i++) if ((gap[i]! & GAP.comma) !== 0) isWhole = true
  return isWhole ? at : first
}

/** `Q. How`: words that everybody uses and hardly anybody is called. */
function areEveryday({ shape, flags }: Words, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) {
    const bits = flags[i]!
    const isName = ((bits >>> LEX.first) & 3) > 2 || ((bits >>> LEX.last) & 3) > 2
    if (shape[i] !== SHAPE.initial && (((bits >>> LEX.common) & 3) < 3 || isName)) return false
  }
  return true
}

/** Initials only, or a pattern such as `NNN`. */
function areInitials(text: string, words: Words, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) if (words.shape[i] !== SHAPE.initial && !isPattern(text, words, i)) return false
  return true
}

/** `Emiliano y Dayana`: two, not one. */
function parts({ hash, shape, flags, count }: Words, i: number): boolean {
  if (i === 0 || i + 1 >= count || shape[i] !== SHAPE.lower || !AND.has(hash[i]!)) return false
  return ((flags[i - 1]! >>> LEX.first) & 3) > 1 && ((flags[i + 1]! >>> LEX.first) & 3) > 1
}

/** A small word within a name that the tagger left out: `Maria de la Cruz`. */
function bridges(words: Words, scores: Int32Array, i: number): boolean {
  if ((words.gap[i]! & ~(GAP.space | GAP.hyphen)) !== 0 || (words.cues[i]! & CUE.particle) === 0) return false
  if (parts(words, i)) return false
  for (let next = i + 1; next < words.count && next <= i + 2; next++) {
    if ((words.gap[next]! & ~(GAP.space | GAP.hyphen)) !== 0) return false
    if (scores[next]! > 0) return true
    if ((words.cues[next]! & CUE.particle) === 0) return false
  }
  return false
}

/** Whether the word before is an initial of this one's name: `J. R. Smith`. */
function isInitial(words: Words, i: number): boolean {
  const gap = words.gap[i]!
  // `1099-G. My`: the end of something else.
  if ((words.gap[i - 1]! & (GAP.hyphen | GAP.code)) !== 0) return false
  return (gap & GAP.period) !== 0 && (gap & ~(GAP.space | GAP.period)) === 0 && words.shape[i] !== SHAPE.lower
}

function isAbbreviated(words: Words, i: number): boolean {
  if (words.shape[i] === SHAPE.initial) return true
  if (words.end[i]! - words.start[i]! > ABBREVIATED_LETTERS_MAX || (words.cues[i]! & CUE.never) !== 0) return false
  return (
    (words.cues[i]! & (CUE.title | CUE.particle | CUE.suffix)) !== 0 || ((words.flags[i]! >>> LEX.common) & 3) === 0
  )
}

/** A lone initial is nobody, nor a month; a lone word in capitals or that no list has is mostly an abbreviation or a place. */
function standsAlone(text: string, words: Words, i: number, score: number): boolean {
  if (words.end[i]! - words.start[i]! < 2 || (words.cues[i]! & (CUE.never | CUE.suffix)) !== 0) return false
  if (score === ANNOUNCED) return true
  const flags = words.flags[i]!
  const first = (flags >>> LEX.first) & 3
  const last = (flags >>> LEX.last) & 3
  if (isForeignWord(flags) || isMade(text, words, i)) return false
  // `Long lines form`: at the start of a sentence, an everyday word that nobody has for a first name.
  const opens = (words.gap[i]! & (GAP.line | GAP.period | GAP.mark | GAP.colon)) !== 0
  const asWord = (flags >>> LEX.common) & 3
  if (opens && first === 0 && asWord === 3) return false
  // `From: Fleet`.
  if ((words.gap[i]! & GAP.colon) !== 0 && first < 2 && last < 3 && asWord > 0) return false
  if (isYearsModel(text, words.start[i]!)) return false
  if (words.shape[i] === SHAPE.lower && ((flags >>> LEX.area) & 1) === 1) return false
  // Among capitals, an everyday word is what it always is: `CAN I HELP?`.
  if (words.shape[i] === SHAPE.upper) return (first > 1 || last > 1) && ((flags >>> LEX.common) & 3) < 3
  const isWord = ((flags >>> LEX.common) & 3) > 0
  if (first + last === 0 || isWord) return score > UNKNOWN_SCORE_MIN
  return first > 1 || ((flags >>> LEX.place) & 1) === 0 || score > UNKNOWN_SCORE_MIN
}

/** `a 2014 Camry`, but not `in 2014 Camille moved`. */
function isYearsModel(text: string, at: number): boolean {
  return YEAR_BEFORE.test(text.slice(Math.max(0, at - 16), at))
}

/** An everyday word of another language that is hardly a name. */
function isForeignWord(flags: number): boolean {
  return ((flags >>> LEX.foreign) & 1) === 1
}

/** `Call Deborah Rowe`: an everyday word at the start, before a first name. */
function isBeforeName({ flags, gap }: Words, scores: Int32Array, i: number): boolean {
  if (scores[i] === ANNOUNCED || (gap[i]! & (GAP.line | GAP.period)) === 0) return false
  const own = flags[i]!
  if (((own >>> LEX.common) & 3) < 3 || ((own >>> LEX.first) & 3) > 0) return false
  return ((flags[i + 1]! >>> LEX.first) & 3) > 1
}

function isTitle({ cues, flags }: Words, i: number): boolean {
  return (cues[i]! & CUE.title) !== 0 && ((flags[i]! >>> LEX.first) & 3) < 3
}

function holdsFirstName({ flags }: Words, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) if (((flags[i]! >>> LEX.first) & 3) > 1) return true
  return false
}

/** With the period of `Jr.` or of a last initial. */
function endOf(words: Words, i: number): number {
  const isShort = words.shape[i] === SHAPE.initial || (words.cues[i]! & CUE.suffix) !== 0
  return isShort && words.gap[i + 1]! & GAP.period ? words.end[i]! + 1 : words.end[i]!
}
