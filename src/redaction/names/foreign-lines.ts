import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { isForeignWord } from './foreign-kin.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const OF = hashOf('of')
const WORDS_MIN = 3
/** Share of the words in small letters that no English text has, from which on a line is of another language. */
const UNKNOWN_SHARE = 0.3
/** Letters that no other language has; there a first word is mostly a syllable that names have as well. */
const VIETNAMESE = /[ăđơưạ-ỹ]/i
const GERMAN = new Set(
  'der die das und ist nicht für mit ein eine einen einer ich wir ihr ihre ihren vielen dank bitte von zum zur den dem auf wird wurde hat haben sind über nach bei aus sich auch unsere meine seit'
    .split(' ')
    .map(hashOf),
)
const GERMAN_MIN = 2
/** Behind these one syllable is a name: `bà Loan`. */
const ADDRESSED = new Set('bà ông cô anh chị em chú bác thầy cậu dì bé cháu'.split(' ').map(hashOf))
const IN = new Set('nan tại ở sis rau em huko mjini ee'.split(' ').map(hashOf))
const SENTENCE = GAP.line | GAP.period | GAP.mark

/**
 * In a line of another language the tagger knows no verbs, and takes the capital at the start of a sentence for a name. So there the
 * first word stays only where a list or a name behind it says that it is one, and nothing in small letters joins it.
 */
export function vetoForeign(text: string, words: Words, scores: Int32Array): void {
  for (let first = 0; first < words.count; ) {
    let end = first + 1
    while (end < words.count && (words.gap[end]! & GAP.line) === 0) end++
    vetoSmall(words, scores, first, end)
    const isVietnamese = VIETNAMESE.test(text.slice(words.start[first], words.end[end - 1]))
    if (isVietnamese) vetoSyllables(text, words, scores, first, end)
    if (isForeign(words, first, end)) {
      veto(words, scores, first, end, isVietnamese)
      if (isGerman(words, first, end)) vetoNouns(words, scores, first, end)
    }
    first = end
  }
}

/** Words in small letters that no name is made of; a line all in small letters may hold one that is. */
function vetoSmall(words: Words, scores: Int32Array, first: number, end: number): void {
  for (let i = first; i < end; i++) {
    if (scores[i]! <= 0) continue
    if (isForeignWord(words, i) ? !isLinked(words, scores, i, end) : isPlaced(words, scores, i, end)) scores[i] = -1
  }
}

/** `nan Jackson`, `tại Biloxi`: a town behind the word for `in`. */
function isPlaced({ hash, shape, flags, gap }: Words, scores: Int32Array, i: number, end: number): boolean {
  if (i === 0 || shape[i] !== SHAPE.capital || ((flags[i]! >>> LEX.place) & 1) === 0) return false
  if (scores[i] === ANNOUNCED || gap[i] !== GAP.space || !IN.has(hash[i - 1]!)) return false
  return i + 1 >= end || scores[i + 1]! <= 0 || gap[i + 1] !== GAP.space
}

/** `Lê của Nam` is none, but `ibn ba Yusuf`: a particle between two parts. */
function isLinked({ cues }: Words, scores: Int32Array, i: number, end: number): boolean {
  return (cues[i]! & CUE.particle) !== 0 && i + 1 < end && scores[i + 1]! > 0
}

/**
 * Vietnamese names have a capital on each of their syllables, and two of them at least, but for one behind a form of address.
 * Only in a line where a word in small letters is Vietnamese: an English one may hold a name.
 */
function vetoSyllables(text: string, words: Words, scores: Int32Array, first: number, end: number): void {
  const { shape, gap, start, end: ends, hash, count } = words
  let isLine = false
  for (let i = first; i < end && !isLine; i++)
    isLine = shape[i] === SHAPE.lower && VIETNAMESE.test(text.slice(start[i], ends[i]))
  if (!isLine) return
  for (let i = first; i < end; i++) {
    if (scores[i]! <= 0) continue
    if (shape[i] === SHAPE.lower) scores[i] = -1
    else if (scores[i] !== ANNOUNCED && shape[i] === SHAPE.capital) {
      const isBehind =
        i > first && gap[i] === GAP.space && (shape[i - 1] !== SHAPE.lower || ADDRESSED.has(hash[i - 1]!))
      const goesOn = i + 1 < count && gap[i + 1] === GAP.space && shape[i + 1] === SHAPE.capital
      const isWord = i + 1 < count && gap[i + 1] === GAP.space && shape[i + 1] === SHAPE.lower
      if (!isBehind && !goesOn && isWord) scores[i] = -1
    }
  }
}

function isGerman({ hash, shape }: Words, first: number, end: number): boolean {
  let known = 0
  for (let i = first; i < end; i++) if (shape[i] === SHAPE.lower && GERMAN.has(hash[i]!)) known++
  return known >= GERMAN_MIN
}

/** German writes every noun with a capital: only what a list has as first name, what follows one, or a surname stays. */
function vetoNouns({ shape, flags, gap, cues }: Words, scores: Int32Array, first: number, end: number): void {
  let isBehindName = false
  for (let i = first; i < end; i++) {
    const isPositive = scores[i]! > 0
    if (gap[i] !== GAP.space && gap[i] !== GAP.hyphen) isBehindName = false
    if (!isPositive) {
      if ((cues[i]! & CUE.particle) === 0 || shape[i] !== SHAPE.lower) isBehindName = false
      continue
    }
    const bits = flags[i]!
    const isFirst = ((bits >>> LEX.first) & 3) > 1
    const isLast = ((bits >>> LEX.last) & 3) > 1 && ((bits >>> LEX.common) & 3) < 2
    if (scores[i] === ANNOUNCED || isFirst || (isBehindName && shape[i] !== SHAPE.lower)) isBehindName = true
    else if (shape[i] === SHAPE.lower ? (cues[i]! & CUE.particle) === 0 || !isBehindName : !isLast) scores[i] = -1
  }
}

function isForeign({ shape, flags, cues, hash }: Words, first: number, end: number): boolean {
  let small = 0
  let unknown = 0
  for (let i = first; i < end; i++) {
    if (shape[i] !== SHAPE.lower) continue
    small++
    // `de`, `la`: in English within names only, where they stand beside capitals.
    const isParticle = (cues[i]! & CUE.particle) !== 0 && hash[i] !== OF && i > first && shape[i - 1] === SHAPE.lower
    if (isParticle || ((flags[i]! >>> LEX.common) & 3) === 0) unknown++
  }
  return small >= WORDS_MIN && unknown >= small * UNKNOWN_SHARE
}

function veto(
  { shape, flags, gap, count }: Words,
  scores: Int32Array,
  first: number,
  end: number,
  isVietnamese: boolean,
): void {
  /** Whether the words before, up to here, were taken for a name. */
  let isRun = false
  for (let i = first; i < end; i++) {
    if (scores[i]! <= 0 || scores[i] === ANNOUNCED) {
      isRun = false
      continue
    }
    const asFirstName = (flags[i]! >>> LEX.first) & 3
    if (shape[i] === SHAPE.lower) {
      // `…, bram umarov` stays, in small letters throughout; what follows a capital is mostly a verb.
      const isLinked = i + 1 < count && scores[i + 1]! > 0 && shape[i + 1] !== SHAPE.lower && gap[i + 1] === GAP.space
      if ((isRun || isLinked) && !isVietnamese) continue
      if (asFirstName > 1 && gap[i] !== GAP.space) isRun = true
      else scores[i] = -1
    } else {
      isRun = false
      if (i > 0 && (gap[i]! & SENTENCE) === 0) continue
      const goesOn = i + 1 < count && scores[i + 1]! > 0 && shape[i + 1] !== SHAPE.lower && gap[i + 1] === GAP.space
      const isWord = ((flags[i]! >>> LEX.common) & 3) === 3 || isVietnamese
      if (!goesOn && (asFirstName < 3 || isWord)) scores[i] = -1
    }
  }
}
