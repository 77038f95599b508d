import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

/** What stands before a surname alone, and before hardly any other word that is one as well. */
const RANKS = new Set(
  (
    'mr mrs dr co offender inmate examiner officer ofc ofcr deputy dep detective det agent investigator invest trooper tpr nurse judge warden ' +
    'sgt lt capt cpl sergeant lieutenant captain corporal constable marshal magistrate chairman chairwoman chairperson mayor chancellor bailiff alderman commissioner senator coach'
  )
    .split(' ')
    .map(hashOf),
)
/** Shortened, so that the state or the firm of these letters is another word: `CO Whitfield`. */
const SHORT = new Set(['co', 'dr', 'dep', 'det', 'capt'].map(hashOf))
const CO = hashOf('co')
const DR = hashOf('dr')
const NUMERALS = new Set(['i', 'ii', 'iii', 'iv'].map(hashOf))
/** Before an initial without its period: `assigned K Umfleet`. */
const GIVES = new Set(
  'by per w with assigned int from and or worker caseworker supv supervisor rep spoke notified'.split(' ').map(hashOf),
)
const PAIRS = new Set(['and', 'or'].map(hashOf))
const LETTERS_MIN = 3
const UNKNOWN_LETTERS_MIN = 5

/** Surnames that are words or places as well, where a rank or an initial before them says what they are. */
export function announceRanked(words: Words, scores: Int32Array): void {
  for (let i = 0; i + 1 < words.count; i++) {
    if (RANKS.has(words.hash[i]!)) {
      const next = surnameBehind(words, i)
      if (next > 0) scores[next] = ANNOUNCED
    } else if (words.shape[i] === SHAPE.initial && scores[i + 1]! <= 0 && isInitialled(words, scores, i)) {
      scores[i] = Math.max(scores[i]!, 1)
      scores[i + 1] = ANNOUNCED
    }
  }
}

/** The surname behind a rank, which no other word with a capital follows; 0: there is none. */
function surnameBehind(words: Words, i: number): number {
  const { shape, gap, hash, count } = words
  if (shape[i] === SHAPE.lower || (gap[i]! & GAP.code) !== 0 || isPlaced(words, i)) return 0
  let next = i + 1
  if (next < count && NUMERALS.has(hash[next]!) && gap[next] === GAP.space && shape[next] !== SHAPE.lower) next++
  if (next >= count || (gap[next]! & ~(GAP.space | GAP.period)) !== 0 || (gap[next]! & GAP.space) === 0) return 0
  return isSurname(words, i, next) && !goesOn(words, next) ? next : 0
}

function isSurname({ gap, shape, flags, cues, start, end }: Words, rank: number, i: number): boolean {
  if ((shape[i] !== SHAPE.capital && shape[i] !== SHAPE.upper) || end[i]! - start[i]! < LETTERS_MIN) return false
  const bits = flags[i]!
  const common = (bits >>> LEX.common) & 3
  const last = (bits >>> LEX.last) & 3
  if (last < 2 || (cues[i]! & (CUE.never | CUE.head | CUE.label)) !== 0) return false
  // Among capitals, an everyday word is what it always is.
  if (shape[i] === SHAPE.upper && shape[rank] === SHAPE.upper && common > 1 && (gap[i + 1]! & GAP.colon) === 0)
    return false
  return common < 3 || last === 3
}

/** `Denver, CO`, `Oak Dr`, `the CO alarm`. */
function isPlaced({ hash, gap, shape }: Words, i: number): boolean {
  if (!SHORT.has(hash[i]!) || i === 0) return false
  if (hash[i] === CO && shape[i] !== SHAPE.upper) return true
  if (hash[i] === CO && (gap[i]! & GAP.comma) !== 0 && shape[i - 1] !== SHAPE.lower) return true
  return hash[i] === DR && gap[i] === GAP.space && shape[i - 1] === SHAPE.capital
}

/** Another word with a capital, a number or a hyphen: `Officer Hill Road`. */
function goesOn({ gap, shape, count }: Words, i: number): boolean {
  const after = gap[i + 1]!
  if ((after & (GAP.codeAfter | GAP.hyphen)) !== 0 && (after & GAP.space) === 0) return true
  return i + 1 < count && after === GAP.space && shape[i + 1] !== SHAPE.lower
}

/** `assigned K Umfleet.`, `R. Day or M. Knight`. */
function isInitialled(words: Words, scores: Int32Array, i: number): boolean {
  const { gap, hash, shape, flags, cues, start, end, count } = words
  const next = i + 1
  if (shape[next] !== SHAPE.capital || (cues[next]! & (CUE.never | CUE.head | CUE.label | CUE.title)) !== 0)
    return false
  if ((gap[i]! & GAP.code) !== 0 || goesOn(words, next)) return false
  const bits = flags[next]!
  const last = (bits >>> LEX.last) & 3
  if (gap[next] === (GAP.period | GAP.space)) {
    const other = next + 1
    return (
      last > 1 &&
      other + 1 < count &&
      PAIRS.has(hash[other]!) &&
      shape[other + 1] === SHAPE.initial &&
      scores[other + 2]! > 0
    )
  }
  if (gap[next] !== GAP.space || i === 0 || gap[i] !== GAP.space || !GIVES.has(hash[i - 1]!)) return false
  const isUnknown = bits === 0 && end[next]! - start[next]! >= UNKNOWN_LETTERS_MIN
  return isUnknown || (last > 0 && ((bits >>> LEX.common) & 3) === 0)
}
