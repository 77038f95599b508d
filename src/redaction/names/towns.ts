import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const setOf = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(hashOf))

/** Police, sheriffs and courts, shortened, behind the town that they are of. */
const FORCES = setOf('pd so fd muni munic ms mo')
/** Labels of fields that hold a place. */
const PLACED = setOf('county city town state precinct district municipality parish township')
const COUNTY = hashOf('county')
const OF = hashOf('of')
const HEADS_MIN = 3
const HEAD_WORDS_MAX = 2
const HEAD_SHARE = 0.6
/** So many other counties on a line that one more word is one too. */
const AREAS_MIN = 2
/** Languages that people are called as well, and what stands beside them. */
const LANGUAGES = setOf('karen chin kru dan luo lao mam')
const SPOKEN = setOf('interpreter interpreters speaking speaker speakers language dialect translator translation')
const SPEAKS = setOf('lang language languages speaks speaking dialect')
/** Agencies and programs of which the letters are first names too. */
const AGENCIES = setOf('sema mema nada vita cron mohn ada cora aria fein naia mira sid leda')
const LANG = hashOf('lang')
const FOSTER = hashOf('foster')
/** What people say while they think. */
const SOUNDS = setOf('um uh oh ah hm eh er hmm umm uhh aw ha huh')
const ED = hashOf('ed')
const ED_BEHIND = setOf('hunter driver special adult boater physical sex bible')

/** Towns, counties, agencies, languages and sounds that people are called as well, by what stands beside them. */
export function vetoTowns(words: Words, scores: Int32Array): void {
  const heads = areHeads(words)
  for (let first = 0; first < words.count; ) {
    let end = first + 1
    while (end < words.count && (words.gap[end]! & GAP.line) === 0) end++
    vetoLine(words, scores, first, end, heads)
    first = end
  }
}

function vetoLine(words: Words, scores: Int32Array, first: number, end: number, heads: boolean): void {
  const { gap } = words
  if (heads && isHead(words, first, end))
    for (let i = first; i === first || (gap[i]! & GAP.colon) === 0; i++) clear(scores, i)
  let counties = -1
  for (let i = first; i < end; i++) {
    if (scores[i]! <= 0) continue
    if (isSound(words, i) || isAgency(words, i) || isFoster(words, i)) scores[i] = -1
    else if (isForce(words, i)) scores[i] = -1
    else if (isTown(words, scores, i) || isLanguage(words, i) || isEducation(words, i)) clear(scores, i)
    else if (isArea(words, i) && isAlone(words, scores, i)) {
      if (counties < 0) counties = countiesOf(words, first, end)
      if (counties >= AREAS_MIN) clear(scores, i)
    }
  }
}

function clear(scores: Int32Array, i: number): void {
  if (scores[i]! > 0 && scores[i] !== ANNOUNCED) scores[i] = -1
}

/** Lines of which the first words, before a colon, are mostly towns: `Savannah: Truett Haer`. */
function areHeads(words: Words): boolean {
  let heads = 0
  let places = 0
  for (let i = 0; i < words.count; i++) {
    if ((words.gap[i]! & GAP.line) === 0) continue
    const last = headOf(words, i, words.count)
    if (last < 0) continue
    heads++
    if (isPlaceHead(words, i, last)) places++
  }
  return places >= HEADS_MIN && places >= heads * HEAD_SHARE
}

function isHead(words: Words, first: number, end: number): boolean {
  const last = headOf(words, first, end)
  return last >= 0 && isPlaceHead(words, first, last)
}

function headOf({ gap, shape, count }: Words, first: number, end: number): number {
  for (let i = first; i < end && i < first + HEAD_WORDS_MAX; i++) {
    if (shape[i] === SHAPE.lower || i + 1 >= count) return -1
    if ((gap[i + 1]! & GAP.colon) !== 0) return i
    if (gap[i + 1] !== GAP.space) return -1
  }
  return -1
}

function isPlaceHead({ flags, cues }: Words, first: number, last: number): boolean {
  if (last > first) return (cues[last]! & (CUE.head | CUE.body)) !== 0 || (cues[first]! & CUE.before) !== 0
  const bits = flags[first]!
  return ((bits >>> LEX.place) & 1) === 1 || ((bits >>> LEX.area) & 1) === 1
}

/** `Jackson PD`, `Winona (Montgomery County …`, `…, 98, of Decatur, …`. */
function isTown(words: Words, scores: Int32Array, i: number): boolean {
  const { flags, gap, hash, shape, count } = words
  if (((flags[i]! >>> LEX.place) & 1) === 0 && !isArea(words, i)) return false
  if (i > 0 && scores[i - 1]! > 0 && gap[i] === GAP.space) return false
  // `COUNTY    Jasper`.
  if (
    i > 0 &&
    PLACED.has(hash[i - 1]!) &&
    (gap[i]! & ~(GAP.space | GAP.mark | GAP.colon)) === 0 &&
    gap[i] !== GAP.space &&
    (gap[i + 1]! & (GAP.mark | GAP.line)) !== 0
  )
    return true
  const next = i + 1
  if (next < count && gap[next] === GAP.space && shape[next] === SHAPE.upper && FORCES.has(hash[next]!)) return true
  if (
    next + 1 < count &&
    gap[next] === (GAP.space | GAP.mark) &&
    hash[next + 1] === COUNTY &&
    shape[next + 1] === SHAPE.capital
  )
    return true
  const isOf = i > 1 && hash[i - 1] === OF && gap[i] === GAP.space && (gap[i - 1]! & GAP.comma) !== 0
  return isOf && next <= count && (gap[next]! & (GAP.comma | GAP.period | GAP.line)) !== 0
}

/** `PEARL MUNI`: the court behind its town. */
function isForce({ flags, hash, shape, gap }: Words, i: number): boolean {
  if (i === 0 || gap[i] !== GAP.space || shape[i] !== SHAPE.upper || !FORCES.has(hash[i]!)) return false
  return ((flags[i - 1]! >>> LEX.place) & 1) === 1
}

function isArea({ flags }: Words, i: number): boolean {
  return ((flags[i]! >>> LEX.area) & 1) === 1
}

function isAlone({ gap, shape }: Words, scores: Int32Array, i: number): boolean {
  if (shape[i] !== SHAPE.capital || (gap[i + 1]! & GAP.possessive) !== 0) return false
  if (i > 0 && scores[i - 1]! > 0 && (gap[i]! & ~(GAP.space | GAP.period)) === 0) return false
  return !(scores[i + 1]! > 0 && gap[i + 1] === GAP.space)
}

/** Counties and towns of a line that hardly anybody is called. */
function countiesOf(words: Words, first: number, end: number): number {
  let counties = 0
  for (let i = first; i < end; i++) {
    const bits = words.flags[i]!
    if (
      isArea(words, i) &&
      words.shape[i] === SHAPE.capital &&
      ((bits >>> LEX.first) & 3) < 2 &&
      ((bits >>> LEX.last) & 3) < 3
    )
      counties++
  }
  return counties
}

/** `needs Karen interpreter`, `Lang: Karen`. */
function isLanguage({ hash, gap, count }: Words, i: number): boolean {
  // `Lang: Khmer`.
  if (hash[i] === LANG && (gap[i + 1]! & GAP.colon) !== 0) return true
  if (!LANGUAGES.has(hash[i]!)) return false
  if (i + 1 < count && SPOKEN.has(hash[i + 1]!) && (gap[i + 1]! & ~(GAP.space | GAP.hyphen)) === 0) return true
  return i > 0 && SPEAKS.has(hash[i - 1]!) && (gap[i]! & ~(GAP.space | GAP.colon)) === 0
}

/** `SEMA gathers`, `MEMA-Leland-01`: in capitals, where the words beside it aren't. */
function isAgency({ hash, shape, gap, count }: Words, i: number): boolean {
  if (shape[i] !== SHAPE.upper) {
    const isPart = i > 0 && gap[i] === GAP.hyphen && shape[i - 1] === SHAPE.upper && AGENCIES.has(hash[i - 1]!)
    return isPart
  }
  if (!AGENCIES.has(hash[i]!)) return false
  const isLoud = (at: number): boolean => at >= 0 && at < count && shape[at] === SHAPE.upper && !AGENCIES.has(hash[at]!)
  return !(isLoud(i - 1) && gap[i] === GAP.space) && !(isLoud(i + 1) && gap[i + 1] === GAP.space)
}

/** `foster mother`. */
function isFoster({ hash, gap, cues, count }: Words, i: number): boolean {
  return hash[i] === FOSTER && i + 1 < count && gap[i + 1] === GAP.space && (cues[i + 1]! & CUE.relation) !== 0
}

/** `um`, `Oh, I see`: but `Sandra Oh`, `Mr. Oh`. */
function isSound({ hash, shape, gap, cues }: Words, i: number): boolean {
  if (!SOUNDS.has(hash[i]!)) return false
  if (shape[i] === SHAPE.lower) return true
  const isTitled = i > 0 && (cues[i - 1]! & CUE.title) !== 0
  return !isTitled && (i === 0 || (gap[i]! & ~(GAP.space | GAP.hyphen)) !== 0) && gap[i + 1] !== GAP.space
}

/** `HUNTER ED`. */
function isEducation({ hash, gap, count }: Words, i: number): boolean {
  if (hash[i] === ED && i > 0 && gap[i] === GAP.space && ED_BEHIND.has(hash[i - 1]!)) return true
  return i + 1 < count && hash[i + 1] === ED && gap[i + 1] === GAP.space && ED_BEHIND.has(hash[i]!)
}
