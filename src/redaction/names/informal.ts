import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { levels } from './levels.ts'
import { ANNOUNCED } from './rules.ts'
import { isCapitalAmidSmall, isMentioned, isTextedName } from './texting.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const CAPITAL_SHARE = 8
const ANSWER_WORDS_MAX = 24
const NAME_WORDS_MAX = 4
/** What people say before a name that they were asked for. */
const FILLERS = new Set(
  "it's its it is my name full i'm im i am this the yes yeah sure ok okay hi hello well uh um please sir ma'am es soy me llamo mi nombre"
    .split(' ')
    .map(hashOf),
)
/** Directly before a first name in small letters. */
const SAYS = new Set(
  "it's its i'm im am is this named called as me by hey hi ask asked tell told text texted call saw met luv thx thanks cc email emailed see"
    .split(' ')
    .map(hashOf),
)
/** Before a name in small letters, where the text began with a capital. */
const CALLED = new Set(
  'llama llamo llaman llamaba named hijo hija esposo esposa hermano hermana cuñado cuñada tío tía primo prima abuela abuelo sobrino sobrina'
    .split(' ')
    .map(hashOf),
)
const OF_NAMES = new Set('de del la los las'.split(' ').map(hashOf))
/** Before a name, but before much else as well. */
const BESIDE = new Set('with w from for and n or & grab lol'.split(' ').map(hashOf))
/** Who is spoken to first: `chance can u take my 2 oclock`. */
const MODALS = new Set('can could did do are r will would have'.split(' ').map(hashOf))
const YOU = new Set('u you ya yall'.split(' ').map(hashOf))
const WHO = new Set("it's its i'm im".split(' ').map(hashOf))
const IS = hashOf('is')
const AWAY = new Set(
  'out off sick here covering late gone back coming leaving asking calling on'.split(' ').map(hashOf),
)
const VERBS = new Set('said says called told wants needs asked emailed texted sent thinks knows'.split(' ').map(hashOf))
const FROM = new Set('from with at here in over again calling w'.split(' ').map(hashOf))
const TITLES = new Set(
  'mr mrs miss dr mister officer deputy judge pastor coach nurse mama papa uncle aunt auntie granny grandma grandpa nana lil big ofc det sgt dra sra sr'
    .split(' ')
    .map(hashOf),
)
const PAIRS = new Set('and or y n'.split(' ').map(hashOf))
const WHERE = new Set('in from at near to of around by outside through the'.split(' ').map(hashOf))
const SAINT = hashOf('st')
const STATES = new Set('ms mo miss al tn la ar ks il ok tx'.split(' ').map(hashOf))

/** Marks the name that a short answer begins with, also in small letters. */
export function announceAnswer(words: Words, scores: Int32Array): void {
  let first = 0
  while (
    first < words.count &&
    first < ANSWER_WORDS_MAX &&
    FILLERS.has(words.hash[first]!) &&
    !isFirstName(words, first)
  )
    first++
  while (first < words.count && (words.cues[first]! & CUE.title) !== 0) first++
  let last = first
  while (last < words.count && last < first + NAME_WORDS_MAX && mayGoOn(words, first, last)) last++
  if (last === first) return
  for (let i = first; i < last; i++) scores[i] = ANNOUNCED
}

function mayGoOn(words: Words, first: number, i: number): boolean {
  const gap = words.gap[i]!
  if (i > first && (gap & ~(GAP.space | GAP.hyphen)) !== 0 && !isAfterInitial(words, i)) return false
  if ((words.cues[i]! & (CUE.never | CUE.body)) !== 0 || (gap & GAP.code) !== 0) return false
  const { first: asFirst, last: asLast, common } = levels(words, i)
  if (words.shape[i] !== SHAPE.lower) return common < 3 || asFirst + asLast > 1
  const isSingle = words.end[i]! - words.start[i]! === 1
  if (i > first && isSingle && (words.gap[i + 1]! & GAP.period) !== 0) return true
  return common === 0 || (common < 3 && (asFirst > 1 || asLast > 1))
}

function isAfterInitial({ gap, start, end }: Words, i: number): boolean {
  return (gap[i]! & ~(GAP.space | GAP.period)) === 0 && end[i - 1]! - start[i - 1]! === 1
}

/**
 * Marks first names in a text that somebody wrote in small letters throughout: those that are nothing else, and others
 * after words that introduce somebody, with the surname that follows.
 */
export function nameInformally(text: string, words: Words, scores: Int32Array): void {
  const isInformal = isInSmallLetters(words)
  for (let i = 0; i < words.count; i++) {
    if ((words.gap[i]! & GAP.code) !== 0 && isMentioned(text, words, i)) {
      scores[i] = ANNOUNCED
      words.gap[i]! = GAP.line
      continue
    }
    // Where people write capitals, only what is said to be a name.
    if (!isInformal && !isCalled(words, i)) continue
    if ((words.gap[i]! & (GAP.code | GAP.hyphen)) !== 0 || (words.gap[i + 1]! & GAP.codeAfter) !== 0) continue
    const { first, last, common } = levels(words, i)
    // Most words are no name at all; one that no list has may be.
    if (first + last === 0 && words.flags[i] !== 0) continue
    const isIntroduced = i > 0 && words.gap[i] === GAP.space && SAYS.has(words.hash[i - 1]!)
    if (isInformal && (isTextedName(words, i) || isCapitalAmidSmall(words, i))) {
      scores[i] = ANNOUNCED
      continue
    }
    if (words.shape[i] !== SHAPE.lower) continue
    const isUnknown = isIntroduced && common === 0 && (isFrom(words, i + 1) || isWho(words, i))
    const isSure = first === 3 && common === 0 && !isPlaced(words, i)
    const isBeside = i > 0 && words.gap[i] === GAP.space && BESIDE.has(words.hash[i - 1]!)
    if (FILLERS.has(words.hash[i]!) && first < 3) continue
    if (!isInformal && !isSure) continue
    const isPossible =
      !isPlaced(words, i) &&
      ((isIntroduced && (first === 3 ? common < 3 : first === 2 && common === 0)) ||
        (isBeside && first === 3 && common < 2) ||
        (first === 3 && doesSomething(words, i)))
    if (
      !isSure &&
      !isPossible &&
      !isUnknown &&
      !isSignature(words, i) &&
      !isSpokenTo(words, i) &&
      !isTitled(words, i) &&
      !isPaired(words, scores, i)
    )
      continue
    scores[i] = ANNOUNCED
    const from = behindParticles(words, scores, i)
    for (let at = from; at < words.count && at < from + NAME_WORDS_MAX - 1 && isSurname(words, at); at++)
      scores[at] = ANNOUNCED
  }
}

function isInSmallLetters({ count, shape, gap }: Words): boolean {
  if (count === 0 || shape[0] === SHAPE.capital) return false
  // An abbreviation or a shout stands among small letters too; where sentences begin with capitals, names do.
  let capitals = 0
  for (let i = 0; i < count; i++) {
    if (shape[i] !== SHAPE.lower && shape[i] !== SHAPE.initial) capitals++
    if (shape[i] === SHAPE.capital && (gap[i]! & ~(GAP.space | GAP.line)) === GAP.period) return false
  }
  return capitals * CAPITAL_SHARE <= count
}

/** `se llama maria`, `my wife is named rosa`, `mi hijo mateo`. */
function isCalled({ hash, gap }: Words, i: number): boolean {
  return i > 0 && gap[i] === GAP.space && CALLED.has(hash[i - 1]!)
}

/** The word behind `de los angeles` or `de la cruz` that goes on a first name, which is marked; else the next one. */
function behindParticles(words: Words, scores: Int32Array, i: number): number {
  const { hash, gap, shape, count } = words
  let at = i + 1
  while (at < count && at < i + 3 && OF_NAMES.has(hash[at]!) && gap[at] === GAP.space && shape[at] === SHAPE.lower) at++
  if (at === i + 1 || at >= count || gap[at] !== GAP.space) return i + 1
  const { first, last } = levels(words, at)
  if (first + last < 2) return i + 1
  for (let part = i + 1; part <= at; part++) scores[part] = ANNOUNCED
  return at + 1
}

/** `its bri.` */
function isWho({ hash, gap, count }: Words, i: number): boolean {
  return WHO.has(hash[i - 1]!) && (i + 1 >= count || (gap[i + 1]! & (GAP.period | GAP.line)) !== 0)
}

/** `april is out till monday`, `may said`. */
function doesSomething({ hash, gap, count }: Words, i: number): boolean {
  if (i + 1 >= count || gap[i + 1] !== GAP.space) return false
  if (VERBS.has(hash[i + 1]!)) return true
  return i + 2 < count && hash[i + 1] === IS && gap[i + 2] === GAP.space && AWAY.has(hash[i + 2]!)
}

/** `its dontrell from parking`: a word that no list has, where somebody says who it is. */
function isFrom({ hash, gap, count }: Words, i: number): boolean {
  return i < count && gap[i] === GAP.space && FROM.has(hash[i]!)
}

/** `chance can u …` at the start, `…, dee` is that of a signature. */
function isSpokenTo(words: Words, i: number): boolean {
  if (i > 0 || words.gap[1] !== GAP.space || words.count < 4) return false
  if (!MODALS.has(words.hash[1]!) || !YOU.has(words.hash[2]!)) return false
  const { first, common } = levels(words, i)
  return first > 1 && (first === 3 || common > 1)
}

/** `thx, dee` at the end. */
function isSignature(words: Words, i: number): boolean {
  if (i === 0 || i + 3 < words.count || (words.cues[i - 1]! & CUE.greeting) === 0) return false
  if ((words.gap[i]! & ~(GAP.space | GAP.comma | GAP.line | GAP.hyphen | GAP.paragraph)) !== 0) return false
  const { first, common } = levels(words, i)
  return (common < 3 && first > 1) || (common === 0 && first > 0) || words.flags[i] === 0
}

/** `mr lott`, `miss ola`: but `ms` is Mississippi as well. */
function isTitled(words: Words, i: number): boolean {
  if (i === 0 || !TITLES.has(words.hash[i - 1]!) || (words.gap[i]! & ~(GAP.space | GAP.period)) !== 0) return false
  const { first, last, common } = levels(words, i)
  return common < 3 && first + last > 1
}

/** The other of two: `darius and ke’lon`. */
function isPaired(words: Words, scores: Int32Array, i: number): boolean {
  if (i < 2 || scores[i - 2] !== ANNOUNCED || !PAIRS.has(words.hash[i - 1]!) || words.gap[i] !== GAP.space) return false
  const { first, common } = levels(words, i)
  return words.gap[i - 1] === GAP.space && common === 0 && (first > 0 || words.flags[i] === 0)
}

/** Many first names are towns' too: `in jackson`, `clinton ms`. */
function isPlaced(words: Words, i: number): boolean {
  // `st. dominic`.
  if (i > 0 && words.hash[i - 1] === SAINT) return true
  if (levels(words, i).place === 0) return false
  return (
    (i > 0 && WHERE.has(words.hash[i - 1]!)) ||
    (i + 1 < words.count && (words.cues[i + 1]! & (CUE.body | CUE.never)) !== 0) ||
    STATES.has(words.hash[i + 1]!)
  )
}

function isSurname(words: Words, i: number): boolean {
  const { last, common } = levels(words, i)
  const isSingle = words.end[i]! - words.start[i]! === 1
  if (isSingle) return words.gap[i] === GAP.space && (words.gap[i + 1]! & GAP.period) !== 0
  return (words.gap[i] === GAP.space || isAfterInitial(words, i)) && common < 2 && last > common
}

function isFirstName(words: Words, i: number): boolean {
  const { first, common } = levels(words, i)
  return first === 3 && common === 0
}
