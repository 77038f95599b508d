import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import {
  GENERATIONS,
  isBeforeName,
  isDegree,
  isGeneration,
  isGreeting,
  isLooseEnd,
  isRole,
  isTitle,
} from './name-edges.ts'
import { ANNOUNCED, LISTED } from './rules.ts'
import { areAbbreviations, areEveryday, areInitials, areSmallWords, standsAlone } from './stands-alone.ts'
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
const ABBREVIATED_LETTERS_MAX = 3
const LINE_CHARS_MAX = 200
const SURNAME_WORDS_MAX = 3
const GIVEN_NAMES_MAX = 3

/** Words with a score above 0, joined to names. */
export function nameSpans(text: string, words: Words, scores: Int32Array): NameSpan[] {
  const names: NameSpan[] = []
  const isFormal = words.shape.subarray(0, words.count).includes(SHAPE.capital)
  for (let i = 0; i < words.count; i++) {
    if (scores[i]! <= 0) continue
    let last = i
    let at = i
    while (at + 1 < words.count && at + 1 - i < WORDS_MAX) {
      const next = at + 1
      if (scores[next]! > 0 && joins(text, words, scores, next, i)) last = next
      else if (!bridges(words, scores, next)) break
      at = next
    }
    let first = i
    i = Math.max(i, last)
    first = withParticles(words, scores, first, last)
    while (first > 0 && words.shape[first - 1] === SHAPE.initial && scores[first - 1]! <= 0 && isInitial(words, first))
      first--
    while (first < last && words.shape[first] === SHAPE.lower && AND.has(words.hash[first]!)) first++
    while (
      first < last &&
      (isTitle(words, first) ||
        isGreeting(words, first) ||
        isRole(words, first, last) ||
        isBeforeName(words, scores, first))
    )
      first++
    while (last > first && words.shape[last] === SHAPE.lower && (words.cues[last]! & CUE.particle) !== 0) last--
    while (last > first && (isDegree(words, last) || isLooseEnd(text, words, last))) last--
    if (isGeneration(words, last + 1)) last++
    if (first === last && !standsAlone(text, words, first, scores[first]!)) continue
    if (areAbbreviations(words, scores, first, last) || (isFormal && areSmallWords(words, scores, first, last)))
      continue
    if (
      (areInitials(text, words, first, last) || areEveryday(words, first, last)) &&
      scores[first] !== LISTED &&
      (scores[first] !== ANNOUNCED || (words.gap[first]! & (GAP.comma | GAP.line)) === GAP.comma)
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
  return spacedWide(text, names)
}

/** `Thelma  Gibbs` where no columns are: a blank too many, of a scan or of justified text. */
function spacedWide(text: string, names: NameSpan[]): NameSpan[] {
  if (!text.includes('  ')) return names
  const joined: NameSpan[] = []
  for (const name of names) {
    const before = joined.at(-1)
    if (before !== undefined && before.end + 2 === name.start && isOnlyGap(text, before, name))
      joined[joined.length - 1] = { ...name, start: before.start, first: before.first, sure: true }
    else joined.push(name)
  }
  return joined
}

function isOnlyGap(text: string, before: NameSpan, name: NameSpan): boolean {
  if (text.slice(before.end, name.start) !== '  ') return false
  const ahead = text.slice(Math.max(0, before.start - LINE_CHARS_MAX), before.end)
  const behind = text.slice(name.start, name.end + LINE_CHARS_MAX).split('\n', 1)[0]!
  return !/\S {2,}\S/.test(`${ahead.slice(ahead.lastIndexOf('\n') + 1)} ${behind}`)
}

function joins(text: string, words: Words, scores: Int32Array, i: number, first: number): boolean {
  const gap = words.gap[i]!
  if ((gap & GAP.line) !== 0) return false
  // `Rob -- Mike`: a dash, but for that of a name that a line's end has parted.
  if (gap === (GAP.space | GAP.hyphen) && /^ -{1,3} $/.test(text.slice(words.end[i - 1], words.start[i]))) return false
  if ((gap & ~(GAP.space | GAP.hyphen)) === 0) return !parts(words, i)
  if ((gap & ~(GAP.space | GAP.period)) === 0) return isAbbreviated(words, i - 1)
  if ((gap & ~(GAP.space | GAP.comma | GAP.period)) !== 0) return false
  if ((words.cues[i]! & CUE.suffix) !== 0) return GENERATIONS.has(words.hash[i]!)
  // `“Jo” Tubby, Xeng Moua`: the surname of somebody with a nickname.
  if (first > 0 && scores[first - 1]! > 0 && /^["”] $/.test(text.slice(words.end[first - 1], words.start[first])))
    return false
  return isInverted(words, scores, i, first)
}

/** "Last, First": a surname at the start, then given names, and nobody else behind another comma. */
function isInverted(words: Words, scores: Int32Array, i: number, first: number): boolean {
  const { flags, gap, shape, count } = words
  if (shape[first] === SHAPE.initial || (gap[first] === (GAP.comma | GAP.space) && first > 0 && scores[first - 1]! > 0))
    return false
  if (i - first > SURNAME_WORDS_MAX) return false
  // `ROWE,ANN` is one, unless commas set cells apart.
  if ((gap[i]! & GAP.space) === 0 && !isApartFromCells(words, scores, first, i)) return false
  for (let at = first + 1; at < i; at++) if ((gap[at]! & GAP.comma) !== 0) return false
  const isCaps = gap[i] === GAP.comma && shape[first] === SHAPE.upper
  const isField = isCaps || (scores[first] === ANNOUNCED && scores[i] === ANNOUNCED)
  if (!isField && ((flags[i - 1]! >>> LEX.last) & 3) === 0 && (flags[i - 1]! & 15) !== 0) return false
  if (!isField && ((flags[i]! >>> LEX.first) & 3) === 0 && (flags[i]! & 15) !== 0) return false
  // `Ousmane Diallo, Emily Brandt`: the first is whole.
  const isWhole = i - first > 1 && gap[first + 1] === GAP.space && ((flags[first]! >>> LEX.first) & 3) > 1
  if (isWhole && (words.cues[first]! & CUE.particle) === 0) return false
  const opens =
    (isField && i - first === 1 && shape[first] !== SHAPE.lower) ||
    isCaps ||
    (gap[headOf(words, first)]! & (GAP.line | GAP.colon | GAP.mark)) !== 0
  if (!opens && ((flags[first]! >>> LEX.first) & 3) > 1 && !areCapsInOrder(words, first, i)) return false
  let end = i + 1
  while (end < count && end < i + GIVEN_NAMES_MAX && scores[end]! > 0 && (gap[end]! & ~(GAP.space | GAP.period)) === 0)
    end++
  // In running text `Lopez, Juan Perez` are two.
  if (end - i > 1 && shape[i + 1] !== SHAPE.initial && !opens && ((flags[end - 1]! >>> LEX.first) & 3) < 2) return false
  const isListed =
    end < count && (gap[end]! & ~(GAP.space | GAP.comma)) === 0 && gap[end] !== GAP.space && scores[end]! > 0
  return !isListed || (words.cues[end]! & CUE.suffix) !== 0
}

/** `RTN DUNCAN, TAMMY VIN`: among capitals, the first is more of a surname and the next nothing but a first name. */
function areCapsInOrder({ flags, shape, gap }: Words, first: number, i: number): boolean {
  if (i !== first + 1 || shape[first] !== SHAPE.upper || shape[i] !== SHAPE.upper || gap[i] !== (GAP.comma | GAP.space))
    return false
  const own = flags[first]!
  const next = flags[i]!
  const isGiven = ((next >>> LEX.first) & 3) > 1 && ((next >>> LEX.last) & 3) < ((next >>> LEX.first) & 3)
  return isGiven && ((own >>> LEX.last) & 3) >= ((own >>> LEX.first) & 3)
}

function isApartFromCells({ gap, count }: Words, scores: Int32Array, first: number, i: number): boolean {
  if (gap[i] !== GAP.comma || (gap[first]! & (GAP.comma | GAP.line)) === GAP.comma) return false
  let end = i + 1
  while (end < count && scores[end]! > 0 && (gap[end]! & ~(GAP.space | GAP.period)) === 0) end++
  return (gap[end]! & (GAP.comma | GAP.line)) !== GAP.comma
}

/** The capital particle that a surname begins with: `St.` of `St. Clair`. */
function headOf({ cues, shape, gap }: Words, first: number): number {
  let at = first
  while (
    at > 0 &&
    at > first - SURNAME_WORDS_MAX &&
    (cues[at - 1]! & CUE.particle) !== 0 &&
    shape[at - 1] === SHAPE.capital &&
    (gap[at]! & ~(GAP.space | GAP.period)) === 0
  )
    at--
  return at
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
  if (at === first && first > 1 && shape[first - 1] === SHAPE.lower && (cues[first - 1]! & CUE.particle) !== 0) {
    // `Dr al-Masri`.
    const isJoined = gap[first] === GAP.hyphen || gap[first] === GAP.space
    const isTitled = (cues[first - 2]! & CUE.title) !== 0 && (gap[first - 1]! & ~(GAP.space | GAP.period)) === 0
    return isJoined && isTitled ? first - 1 : first
  }
  if (at === first) return first
  let isWhole = at > 0 && scores[at - 1]! > 0 && gap[at] === GAP.space
  if (at > 0 && shape[at - 1] === SHAPE.initial && gap[at] === (GAP.space | GAP.period)) isWhole = true
  for (let i = first + 1; i <= last; i++) if ((gap[i]! & GAP.comma) !== 0) isWhole = true
  return isWhole ? at : first
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
  const before = words.gap[i - 1]!
  if ((before & GAP.code) !== 0 || (before & (GAP.hyphen | GAP.space)) === GAP.hyphen) return false
  // `A. To her`: the answer in a transcript.
  if (
    (before & GAP.line) !== 0 &&
    ((words.flags[i]! >>> LEX.common) & 3) === 3 &&
    ((words.flags[i]! >>> LEX.first) & 3) < 2
  )
    return false
  return (gap & GAP.period) !== 0 && (gap & ~(GAP.space | GAP.period)) === 0 && words.shape[i] !== SHAPE.lower
}

function isAbbreviated(words: Words, i: number): boolean {
  if (words.shape[i] === SHAPE.initial) return true
  if (words.end[i]! - words.start[i]! > ABBREVIATED_LETTERS_MAX || (words.cues[i]! & CUE.never) !== 0) return false
  return (
    (words.cues[i]! & (CUE.title | CUE.particle | CUE.suffix)) !== 0 || ((words.flags[i]! >>> LEX.common) & 3) === 0
  )
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
