import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { levels } from './levels.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

/** From so many lines on that begin with a surname, a comma and a first name, all of them do. */
const LINES_MIN = 3
const SURNAME_WORDS_MAX = 3
const GIVEN_NAMES_MAX = 3
const MEMBERS_MAX = 8
const PERIOD = GAP.space | GAP.period
const NOBODY = CUE.never | CUE.body | CUE.head
const AND = new Set(['and', 'y', 'et', 'und'].map(hashOf))

interface Entry {
  /** The surname's words, then the first given name. */
  readonly first: number
  readonly given: number
  /** Behind the last given name. */
  readonly end: number
  readonly isSure: boolean
}

/** Directories and rosters: lines that begin `Abel, Tom & Jan (Kate, Luke)` or `07 Flowers, April`. */
export function announceHouseholds(text: string, words: Words, scores: Int32Array): void {
  const entries: Entry[] = []
  let sure = 0
  for (let i = 0; i + 1 < words.count; i++) {
    if ((words.gap[i]! & GAP.line) === 0) continue
    const entry = entryAt(words, i)
    if (entry === null) continue
    entries.push(entry)
    if (entry.isSure) sure++
  }
  const isRoster = entries.length >= LINES_MIN && sure * 2 >= entries.length
  for (const entry of entries) if (isRoster || entry.isSure) announce(text, words, scores, entry, isRoster)
}

function entryAt(words: Words, first: number): Entry | null {
  const { gap, shape, cues, hash, count, start, end } = words
  let at = first
  while (at < first + SURNAME_WORDS_MAX && at + 1 < count && (gap[at + 1]! & GAP.comma) === 0) {
    const after = gap[at + 1]!
    if (after !== GAP.space && after !== GAP.hyphen) return null
    at++
  }
  if (at + 1 >= count || (gap[at + 1]! & ~(GAP.space | GAP.comma)) !== 0 || (gap[at + 1]! & GAP.comma) === 0)
    return null
  for (let i = first; i <= at; i++) {
    const isParticle = (cues[i]! & CUE.particle) !== 0
    if (shape[i] === SHAPE.camel || (shape[i] === SHAPE.lower && !(isParticle && i < at))) return null
    if ((cues[i]! & NOBODY) !== 0 && levels(words, i).last < 3 && !isParticle) return null
    // Two words that are no compound are whole names, or no surname at all.
    if (
      i > first &&
      gap[i] === GAP.space &&
      !isParticle &&
      (cues[i - 1]! & CUE.particle) === 0 &&
      levels(words, i - 1).first > levels(words, i - 1).last
    )
      return null
  }
  let given = at + 1
  if ((cues[given]! & CUE.title) !== 0 && given + 1 < count && (gap[given + 1]! & ~PERIOD) === 0) given++
  if (!isGiven(words, given)) return null
  let last = given + 1
  while (last < count && last < given + GIVEN_NAMES_MAX && (gap[last]! & ~PERIOD) === 0 && isGiven(words, last)) {
    const isInitial = shape[last - 1] === SHAPE.initial
    if ((gap[last]! & GAP.period) !== 0 && !isInitial) break
    const { first: asFirst, last: asLast } = levels(words, last)
    // `Adams, Kevin D. Pontotoc SO`: whose county stands behind.
    if (
      shape[last] !== SHAPE.initial &&
      (isInitial || isArea(words, last) || asFirst + asLast < 2 || shape[last] !== shape[given])
    )
      break
    last++
  }
  if (given + 1 === last && shape[given] === SHAPE.initial && end[at]! - start[at]! < 3) return null
  // `Biloxi, Gulfport, Ocean Springs`: more commas are a list.
  if (last < count && (gap[last]! & GAP.comma) !== 0 && shape[last] !== SHAPE.lower && !isSuffix(words, last))
    return null
  // `Hinds, Rankin and Madison`.
  if (last < count && gap[last] === GAP.space && AND.has(hash[last]!) && levels(words, given).first < 2) return null
  const surname = levels(words, at)
  const name = levels(words, given)
  const isSure =
    surname.last > 1 &&
    name.first > 1 &&
    name.common < 2 &&
    !isArea(words, given) &&
    !(isArea(words, at) && surname.last < 3) &&
    surname.common < 3
  return { first, given, end: last, isSure }
}

function isSuffix({ cues }: Words, i: number): boolean {
  return (cues[i]! & CUE.suffix) !== 0
}

function isGiven(words: Words, i: number): boolean {
  const { shape, cues, count, gap } = words
  if (i >= count || (gap[i]! & GAP.line) !== 0) return false
  if (shape[i] === SHAPE.initial) return true
  if (shape[i] !== SHAPE.capital && shape[i] !== SHAPE.upper) return false
  const { first, common } = levels(words, i)
  if (first === 3) return (cues[i]! & (CUE.body | CUE.head)) === 0
  return (
    (cues[i]! & (NOBODY | CUE.suffix)) === 0 &&
    (common === 0 || first > 0) &&
    !(shape[i] === SHAPE.upper && words.end[i]! - words.start[i]! < 3)
  )
}

function isArea({ flags }: Words, i: number): boolean {
  return ((flags[i]! >>> 7) & 1) === 1
}

function announce(
  text: string,
  words: Words,
  scores: Int32Array,
  { first, given, end }: Entry,
  isRoster: boolean,
): void {
  if (!isRoster && !hasMembers(text, words, end)) return
  for (let i = first; i < end; i++)
    if ((words.cues[i]! & CUE.title) === 0 || i < given - 1 || i >= given) scores[i] = ANNOUNCED
  // `Adams, Kevin Pontotoc SO`: where somebody is from.
  if (end < words.count && isArea(words, end) && scores[end]! > 0 && scores[end] !== ANNOUNCED) scores[end] = -1
  let at = end
  if (isSpouse(text, words, at)) {
    if (AND.has(words.hash[at]!)) at++
    scores[at] = ANNOUNCED
    words.gap[at]! |= GAP.line
    at++
  }
  const opens = at < words.count && between(text, words, at).trimStart() === '('
  if (opens) announceMembers(text, words, scores, at)
  // What stands behind is somebody else.
  if (at < words.count) words.gap[at]! |= GAP.line
}

/** `& Jan`, `and Jan`. */
function isSpouse(text: string, words: Words, i: number): boolean {
  if (i >= words.count) return false
  const at = AND.has(words.hash[i]!) && words.gap[i] === GAP.space ? i + 1 : i
  if (at === i && !/^ [&+] $/.test(between(text, words, i))) return false
  return at < words.count && isGiven(words, at) && levels(words, at).first > 0
}

/** `(Kate, Luke)`, `(Skyla)`. */
function announceMembers(text: string, words: Words, scores: Int32Array, from: number): void {
  for (let at = from; at < words.count && at < from + MEMBERS_MAX; at++) {
    if (AND.has(words.hash[at]!)) continue
    if (!isGiven(words, at) || levels(words, at).first < 2) return
    scores[at] = ANNOUNCED
    words.gap[at]! |= GAP.line
    if (text[words.end[at]!] === ')') return
  }
}

/** Somebody else of the name follows: what stands in no roster needs that to be one. */
function hasMembers(text: string, words: Words, end: number): boolean {
  if (end >= words.count) return false
  if (isSpouse(text, words, end)) return true
  return between(text, words, end) === ' (' && isGiven(words, end) && levels(words, end).first > 1
}

function between(text: string, { start, end }: Words, i: number): string {
  return text.slice(end[i - 1], start[i])
}
