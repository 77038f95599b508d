import { CUE } from './cues.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
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

const WORDS_MAX = 7
/** What the tagger must be sure of, to take a word for a name that it doesn't know as one. */
const UNKNOWN_SCORE_MIN = 4_000
const ABBREVIATED_LETTERS_MAX = 3

/** Words with a score above 0, joined to names. */
export function nameSpans(words: Words, scores: Int32Array): NameSpan[] {
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
    while (first > 0 && words.shape[first - 1] === SHAPE.initial && scores[first - 1]! <= 0 && isInitial(words, first))
      first--
    while (first < last && isTitle(words, first)) first++
    while (last > first && words.shape[last] === SHAPE.lower && (words.cues[last]! & CUE.particle) !== 0) last--
    if (first === last && !standsAlone(words, first, scores[first]!)) continue
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
  if ((gap & ~(GAP.space | GAP.hyphen)) === 0) return true
  if ((gap & ~(GAP.space | GAP.period)) === 0) return isAbbreviated(words, i - 1)
  if ((gap & ~(GAP.space | GAP.comma | GAP.period)) !== 0) return false
  if ((words.cues[i]! & CUE.suffix) !== 0) return true
  // "Last, First": a surname at the start, and a first name that no surname follows.
  if (i - first > 2 || ((words.flags[first]! >>> LEX.last) & 3) === 0) return false
  const isFirst = ((words.flags[i]! >>> LEX.first) & 3) > 1 || (words.flags[i]! & 15) === 0
  const opensLine = (words.gap[first]! & (GAP.line | GAP.colon)) !== 0
  const goesOn = i + 1 < words.count && scores[i + 1]! > 0 && words.gap[i + 1] === GAP.space
  const isSurname = ((words.flags[first]! >>> LEX.first) & 3) < 2
  return isFirst && (opensLine || isSurname) && (!goesOn || words.shape[i + 1] === SHAPE.initial)
}

/** A small word within a name that the tagger left out: `Maria de la Cruz`. */
function bridges(words: Words, scores: Int32Array, i: number): boolean {
  if ((words.gap[i]! & ~(GAP.space | GAP.hyphen)) !== 0 || (words.cues[i]! & CUE.particle) === 0) return false
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
  return (gap & GAP.period) !== 0 && (gap & ~(GAP.space | GAP.period)) === 0 && words.shape[i] !== SHAPE.lower
}

function isAbbreviated(words: Words, i: number): boolean {
  return words.shape[i] === SHAPE.initial || words.end[i]! - words.start[i]! <= ABBREVIATED_LETTERS_MAX
}

/** A lone initial is nobody, nor a month; a lone word in capitals or that no list has is mostly an abbreviation or a place. */
function standsAlone(words: Words, i: number, score: number): boolean {
  if (words.end[i]! - words.start[i]! < 2 || (words.cues[i]! & (CUE.never | CUE.suffix)) !== 0) return false
  if (score === ANNOUNCED) return true
  const flags = words.flags[i]!
  const first = (flags >>> LEX.first) & 3
  const last = (flags >>> LEX.last) & 3
  // Among capitals, an everyday word is what it always is: `CAN I HELP?`.
  if (words.shape[i] === SHAPE.upper) return (first > 1 || last > 1) && ((flags >>> LEX.common) & 3) < 3
  const isWord = ((flags >>> LEX.common) & 3) > 0
  if (first + last === 0 || isWord) return score > UNKNOWN_SCORE_MIN
  return first > 1 || ((flags >>> LEX.place) & 1) === 0 || score > UNKNOWN_SCORE_MIN
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
