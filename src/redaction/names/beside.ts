import { CUE } from './cues.ts'
import { bodyAhead } from './features.ts'
import { hashOf } from './fold.ts'
import { levels } from './levels.ts'
import { ANNOUNCED, LISTED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const setOf = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(hashOf))

const NOBODY = CUE.never | CUE.body | CUE.head | CUE.title
const THE = hashOf('the')
/** `the Kimbrough twins`, `The Hutsell Family Trust`. */
const RELATIVES = setOf(
  'twins family families boys girls brothers sisters kids children household heirs couple siblings',
)
/** Kin as caseworkers shorten it, in capitals. */
const KIN = setOf('sil bil mil fil dil mgm pgm mgf pgf mga pga gma gpa mob fob bf gf mom dad bro sis')
const ST = hashOf('st')
const ALIASES = setOf('aka fka nka')
const AND = hashOf('and')
const WORDS_MIN = 8
const NAME_WORDS_MAX = 3
const AGED = /^ \((?:age[d]? )?[0-9]{1,2}(?: ?(?:y\/?o|yrs?|mos?|months|years))?\)/
const SPOUSE_ENDS = /^\)(?: of| and|[,;.]|$)/
const CHARS = 16

/** First names and surnames that are words too, where what stands beside them leaves nothing else. */
export function announceBeside(text: string, words: Words, scores: Int32Array): void {
  const { count, hash, shape, gap } = words
  if (count === 0) return
  greeted(words, scores)
  signed(words, scores)
  for (let i = 0; i < count; i++) {
    if (shape[i] === SHAPE.lower || scores[i] === ANNOUNCED) {
      if (ALIASES.has(hash[i]!) || isSlashed(text, words, i)) announceBefore(words, scores, i)
      continue
    }
    if (ALIASES.has(hash[i]!)) announceBefore(words, scores, i)
    if (i > 0 && hash[i - 1] === THE && gap[i] === GAP.space && isFamily(words, i)) scores[i] = ANNOUNCED
    else if (i > 0 && isKinsName(words, i)) scores[i] = ANNOUNCED
    else if ((gap[i]! & GAP.line) !== 0 && isDashed(text, words, i)) scores[i] = ANNOUNCED
    else if (isAged(text, words, scores, i) || isSpouse(text, words, scores, i)) scores[i] = LISTED
    if (hash[i] === ST) announceSaint(text, words, scores, i)
  }
}

/** `Rob -- the note is in`: whom a message is to, at the start of a line. */
function isDashed(text: string, words: Words, i: number): boolean {
  return (
    levels(words, i).first === 3 &&
    isFirstName(words, i) &&
    /^ (?:--|—) \p{L}/u.test(text.slice(words.end[i], words.end[i]! + 6))
  )
}

/** `Destiny,` and an empty line: whom a letter is to. */
function greeted(words: Words, scores: Int32Array): void {
  const { gap, count } = words
  if (count < WORDS_MIN || !isFirstName(words, 0)) return
  if ((gap[1]! & ~GAP.space) === (GAP.comma | GAP.line | GAP.paragraph)) scores[0] = ANNOUNCED
}

/** `Crystal` on a last line of its own, behind an empty one: who signed. */
function signed(words: Words, scores: Int32Array): void {
  const last = words.count - 1
  if (last < WORDS_MIN || (words.gap[last]! & GAP.paragraph) === 0 || (words.gap[last]! & GAP.mark) !== 0) return
  if (isFirstName(words, last) && (words.gap[last + 1]! & ~(GAP.line | GAP.paragraph | GAP.space)) === 0)
    scores[last] = ANNOUNCED
}

function isFirstName(words: Words, i: number): boolean {
  return (
    words.shape[i] === SHAPE.capital && levels(words, i).first > 1 && (words.cues[i]! & (NOBODY | CUE.greeting)) === 0
  )
}

function isFamily(words: Words, i: number): boolean {
  const { gap, hash, shape, flags, count } = words
  const next = i + 1
  if (next >= count || gap[next] !== GAP.space || !RELATIVES.has(hash[next]!) || shape[i] !== SHAPE.capital)
    return false
  const { last, common } = levels(words, i)
  return (words.cues[i]! & NOBODY) === 0 && ((last > 1 && common < 2) || (last > 0 && common === 0) || flags[i] === 0)
}

/** `SIL Mojina`. */
function isKinsName(words: Words, i: number): boolean {
  const { gap, hash, shape, flags, cues } = words
  if (!KIN.has(hash[i - 1]!) || shape[i - 1] !== SHAPE.upper || shape[i] !== SHAPE.capital || gap[i] !== GAP.space)
    return false
  const { first, common } = levels(words, i)
  return (
    (cues[i]! & (NOBODY | CUE.label | CUE.relation)) === 0 && (flags[i] === 0 || (first > 0 && common < 2) || first > 1)
  )
}

/** `… and Chance (3)`: an age, behind somebody else. */
function isAged(text: string, words: Words, scores: Int32Array, i: number): boolean {
  const { gap, hash, end } = words
  if (scores[i]! > 0 || !isFirstName(words, i) || i === 0) return false
  const isNext = hash[i - 1] === AND || (gap[i]! & GAP.comma) !== 0
  return isNext && AGED.test(text.slice(end[i], end[i]! + CHARS))
}

/** `Wendell Tate (Sue) of Madison`. */
function isSpouse(text: string, words: Words, scores: Int32Array, i: number): boolean {
  const { gap, end, start } = words
  if (i < 2 || gap[i] !== (GAP.space | GAP.mark) || text[start[i]! - 1] !== '(' || !isFirstName(words, i)) return false
  if (scores[i - 1]! <= 0 || scores[i - 2]! <= 0 || gap[i - 1] !== GAP.space) return false
  const { place, common, first } = levels(words, i)
  return place === 0 && (common < 3 || first === 3) && SPOUSE_ENDS.test(text.slice(end[i], end[i]! + CHARS))
}

/** `Caleb St. Pierre`, but `402 Caleb St. Pierre`. */
function announceSaint(text: string, words: Words, scores: Int32Array, i: number): void {
  const { gap, shape, start, count } = words
  const next = i + 1
  if (
    i === 0 ||
    next >= count ||
    shape[i] !== SHAPE.capital ||
    gap[i] !== GAP.space ||
    gap[next] !== (GAP.space | GAP.period)
  )
    return
  if (shape[next] !== SHAPE.capital || shape[i - 1] !== SHAPE.capital || bodyAhead(words, next) !== 0) return
  const given = levels(words, i - 1)
  const { last } = levels(words, next)
  if (
    given.first < 3 ||
    given.common > 2 ||
    last < 2 ||
    /[0-9] ?$/.test(text.slice(Math.max(0, start[i - 1]! - 2), start[i - 1]))
  ) {
    // `J00803190 Caleb St. Pierre`: a number that is none of a house.
    if (given.first < 3 || last < 2 || !/[0-9]{6} $/.test(text.slice(Math.max(0, start[i - 1]! - 8), start[i - 1])))
      return
  }
  scores[i - 1] = ANNOUNCED
  scores[i] = ANNOUNCED
  scores[next] = ANNOUNCED
}

function isSlashed(text: string, { start, end }: Words, i: number): boolean {
  return end[i]! - start[i]! === 1 && text[start[i]!] === 'a' && text.slice(start[i], start[i]! + 5) === 'a/k/a'
}

/** `Rusty Nail a/k/a`: the words with capitals before it, from a first name on. */
function announceBefore(words: Words, scores: Int32Array, i: number): void {
  const { gap, shape, cues } = words
  if (i === 0 || (gap[i]! & ~(GAP.space | GAP.comma | GAP.codeAfter | GAP.code | GAP.mark)) !== 0) return
  let first = i
  while (
    first > 0 &&
    first > i - NAME_WORDS_MAX &&
    shape[first - 1] === SHAPE.capital &&
    (cues[first - 1]! & CUE.label) === 0
  ) {
    first--
    if (gap[first] !== GAP.space) break
  }
  if (i - first < 2 || levels(words, first).first < 2 || (cues[first]! & (CUE.title | CUE.never)) !== 0) return
  for (let at = first; at < i; at++) if ((cues[at]! & (CUE.body | CUE.head)) !== 0) return
  for (let at = first; at < i; at++) scores[at] = ANNOUNCED
}
