import { announcedFields } from './announced-fields.ts'
import { announceAssigned } from './assigned-fields.ts'
import { announceBeside } from './beside.ts'
import { vetoCitations } from './citations.ts'
import { announcePairs } from './columned-pairs.ts'
import { CUE } from './cues.ts'
import { vetoEnumerations } from './enumerations.ts'
import { vetoEponyms } from './eponyms.ts'
import { bodyAhead } from './features.ts'
import { vetoFirms } from './firms.ts'
import { hashOf } from './fold.ts'
import { announceForeignKin, isForeignWord } from './foreign-kin.ts'
import { vetoForeign } from './foreign-lines.ts'
import { announceHouseholds } from './households.ts'
import { announceAnswer, nameInformally } from './informal.ts'
import { announceKin } from './kin.ts'
import { announceCells } from './labelled-cells.ts'
import { LEX } from './lexicon-layout.ts'
import { announceColumns, vetoLists } from './lists.ts'
import { joinLists } from './lists-of-people.ts'
import { vetoMakes } from './makes.ts'
import type { NameHeading } from './name-field.ts'
import { type NameSpan, nameSpans } from './name-spans.ts'
import type { People } from './people.ts'
import { announceRanked } from './ranked.ts'
import { ANNOUNCED, applyCues } from './rules.ts'
import { spelledNames } from './spelled-names.ts'
import { tag } from './tagger.ts'
import { vetoTowns } from './towns.ts'
import { leanToNames, widen } from './widen.ts'
import { createWords, GAP, readWords, SHAPE, type Words } from './words.ts'

const words = createWords()
let scores = new Int32Array(1024)
/** What is known of a text from outside or from its shape. */
export interface NameFrame {
  /** The text is the value of a field for names. */
  readonly isField: boolean
  /** The text answers a question for a name. */
  readonly isAsked: boolean
  /** What the table's header says of the cell at an offset; null outside of tables. */
  readonly column: ((at: number) => NameHeading | null) | null
}

export interface FoundNames {
  readonly names: readonly NameSpan[]
  /** Names letter by letter. */
  readonly spelled: readonly { readonly start: number; readonly end: number }[]
  readonly steps: number
}

/** A closely looked at word costs about this many of others. */
const LOOK_STEPS = 8
const FIRMS = new Set(['sons', 'son', 'daughters', 'associates', 'brothers', 'bros', 'company', 'co'].map(hashOf))
const CONTRACTIONS = new Set(
  'im ill id ive youd youll youre youve hed hell shed shell wed well were weve theyd theyll theyre theyve itll itd thatll dont cant wont didnt doesnt isnt arent wasnt couldnt wouldnt shouldnt yall'
    .split(' ')
    .map(hashOf),
)
const SAINT = hashOf('st')
const PART_LETTERS_MIN = 3
/** A word that is fairly common as first name or as surname. */
const NAME_LEVELS = 0b1010

/**
 * Names of people: what a rule or the tagger takes for one, then every other place where a part of one stands. Linear:
 * each word is looked at within a window of six.
 *
 * @param people names known from other texts of the same conversation; those of this text are added.
 */
export function findNames(text: string, people: People, frame: NameFrame): FoundNames {
  readWords(text, words)
  if (scores.length < words.start.length) scores = new Int32Array(words.start.length)
  const looked = tag(text, words, scores)
  leanToNames(words, scores)
  applyCues(words, scores, announcedFields(text, words, frame.isField))
  announceAssigned(text, words, scores)
  announceCells(words, scores)
  announceRanked(words, scores)
  announceKin(text, words, scores)
  announceForeignKin(words, scores)
  announceBeside(text, words, scores)
  announcePairs(text, words, scores)
  announceHouseholds(text, words, scores)
  if (frame.column !== null) announceColumns(text, words, scores, frame.column)
  if (frame.isAsked) announceAnswer(words, scores)
  else nameInformally(text, words, scores)
  if (holdsAny(words.count)) {
    vetoAll(text)
    widen(words, scores)
    joinLists(words, scores)
  }
  const names = nameSpans(text, words, scores)
  for (const name of names) if (name.sure) remember(words, name, people)
  const steps = words.count + looked * LOOK_STEPS
  const spelled = spelledNames(text, words, people)
  if (people.words.size === 0 || !recall(text, words, scores, people)) return { names, spelled, steps }
  widen(words, scores)
  return { names: nameSpans(text, words, scores), spelled, steps }
}

/** Most texts name nobody, and then nothing is to be vetoed. */
function holdsAny(count: number): boolean {
  for (let i = 0; i < count; i++) if (scores[i]! > 0) return true
  return false
}

function vetoAll(text: string): void {
  vetoContractions(text, words, scores)
  veto(text, words, scores)
  vetoFirms(text, words, scores)
  vetoLists(words, scores)
  vetoEnumerations(words, scores)
  vetoEponyms(words, scores)
  vetoCitations(text, words, scores)
  vetoForeign(text, words, scores)
  vetoMakes(text, words, scores)
  vetoTowns(words, scores)
}

/** `I’m`, `You’d`: no surnames, though without the apostrophe they may be. */
function vetoContractions(text: string, { count, hash, start, end }: Words, scores: Int32Array): void {
  for (let i = 0; i < count; i++) {
    if (scores[i]! > 0 && CONTRACTIONS.has(hash[i]!) && /['’]/.test(text.slice(start[i], end[i]))) scores[i] = -1
  }
}

/** Places, bodies, laws and things that are called after somebody, and words that are never a name alone. */
function veto(text: string, words: Words, scores: Int32Array): void {
  const { count, cues, shape, flags, gap } = words
  for (let i = 0; i < count; i++) {
    if (scores[i]! <= 0 || scores[i] === ANNOUNCED) continue
    const own = cues[i]!
    const isOdd = (flags[i]! & NAME_LEVELS) === 0 && (own & (CUE.never | CUE.body)) !== 0
    if (
      isOdd ||
      isPlace(words, i) ||
      isCitation(words, i) ||
      isFirm(text, words, i) ||
      isOfSaint(words, scores, i) ||
      isChain(words, i) ||
      isOfBody(words, scores, i)
    )
      scores[i] = -1
    else if (shape[i] !== SHAPE.lower && i > 1 && gap[i] === GAP.space && scores[i - 1]! <= 0) {
      const before = cues[i - 1]!
      const ofBody = (cues[i - 2]! & CUE.head) !== 0 && gap[i - 1] === GAP.space && (before & CUE.particle) !== 0
      if (ofBody || ((before & CUE.before) !== 0 && shape[i - 1] !== SHAPE.lower)) scores[i] = -1
    }
  }
}

/** `Code Ann.`, `R. Civ. P.`: abbreviations of a citation. */
function isCitation({ cues, gap, shape }: Words, i: number): boolean {
  if ((cues[i]! & CUE.never) === 0 || (gap[i + 1]! & GAP.period) === 0 || i === 0) return false
  return shape[i - 1] === SHAPE.initial || (cues[i - 1]! & (CUE.body | CUE.never)) !== 0
}

/** `Rawls & Sons`, `Fred Tate & Kline LLC`. */
function isFirm(text: string, words: Words, i: number): boolean {
  const { gap, hash, count, shape, start, end, cues } = words
  let last = i
  while (last + 1 < count && last < i + 2 && gap[last + 1] === GAP.space && shape[last + 1] !== SHAPE.lower) last++
  const next = last + 1
  if (next >= count || (gap[next]! & GAP.mark) === 0) return false
  if (last === i && FIRMS.has(hash[next]!)) return true
  if (text.slice(end[last], start[next]) !== ' & ') return false
  for (let at = next; at < count && at < next + 3; at++) {
    if (at > next && (gap[at]! & ~(GAP.space | GAP.comma)) !== 0) return false
    if ((cues[at]! & CUE.body) !== 0 || FIRMS.has(hash[at]!)) return true
  }
  return false
}

/** `St. Dominic`: a church, a town or a hospital, but for `Ann St. Clair` and `St. Clair, Ann`. */
function isOfSaint({ gap, hash, count }: Words, scores: Int32Array, i: number): boolean {
  if (i === 0 || hash[i - 1] !== SAINT || (gap[i]! & GAP.period) === 0) return false
  const isSurname = i > 1 && gap[i - 1] === GAP.space && scores[i - 2]! > 0
  const isInverted = i + 1 < count && gap[i + 1] === (GAP.comma | GAP.space) && scores[i + 1]! > 0
  const isInitialled = i > 1 && gap[i - 1] === (GAP.period | GAP.space)
  return !isSurname && !isInverted && !isInitialled
}

/** Shops and days: `Andy’s Frozen Custard`, `Washington’s Birthday`. */
const OWNED = new Set(
  'kitchen custard birthday frozen grocery catfish chicken burgers wings seafood steakhouse tavern lounge liquor donuts nails boutique florist cleaners body barber beauty fireworks produce'
    .split(' ')
    .map(hashOf),
)
/** Chains that are called after somebody, and what no owner's thing stands before: `at Casey’s on Kearney`. */
const CHAINS = new Set(
  'casey wendy hardee arby denny applebee chili lowe kohl macy dillard andy zaxby popeye penney fred ollie culver freddy domino mcdonald lloyd peet duke dunkin rouse shipley jimmy'
    .split(' ')
    .map(hashOf),
)
const NO_THING = new Set(
  'on at in near off by for and or is was to past then than does has ended abt about from since before after where ends closed'
    .split(' ')
    .map(hashOf),
)

/** `worked at Casey’s until May`: the shop, since nothing of somebody's follows. */
function isChain({ hash, gap, shape, count }: Words, i: number): boolean {
  if (!CHAINS.has(hash[i]!) || (gap[i + 1]! & GAP.possessive) === 0 || shape[i] !== SHAPE.capital) return false
  if (i + 1 >= count || gap[i + 1] !== (GAP.possessive | GAP.space)) return true
  return shape[i + 1] === SHAPE.lower && NO_THING.has(hash[i + 1]!)
}

/** `Valentine’s Day`, `Megan’s Law`, `Bumper’s Auto`: one word, and what it calls is capitalised. */
function isOfBody({ gap, shape, cues, hash, count }: Words, scores: Int32Array, i: number): boolean {
  const next = i + 1
  if (next >= count || gap[next] !== (GAP.possessive | GAP.space) || shape[next] !== SHAPE.capital) return false
  return (
    ((cues[next]! & CUE.body) !== 0 || OWNED.has(hash[next]!)) &&
    (i === 0 || OWNED.has(hash[next]!) || scores[i - 1]! <= 0 || gap[i] !== GAP.space)
  )
}

function isPlace(words: Words, i: number): boolean {
  return words.shape[i] !== SHAPE.lower && bodyAhead(words, i) !== 0
}

function remember({ start, hash, shape, cues, flags }: Words, { first, last }: NameSpan, people: People): void {
  for (let i = first; i <= last; i++) {
    const common = (flags[i]! >>> LEX.common) & 3
    if (shape[i] === SHAPE.initial || (cues[i]! & (CUE.particle | CUE.suffix | CUE.never)) !== 0 || common === 3)
      continue
    if (words.end[i]! - start[i]! >= PART_LETTERS_MIN) people.words.add(hash[i]!)
  }
}

/** Marks every other word that is part of a known name. Returns whether there was one. */
function recall(text: string, words: Words, scores: Int32Array, people: People): boolean {
  const { count, hash, shape, flags, gap, cues } = words
  let found = false
  for (let i = 0; i < count; i++) {
    if (scores[i] === ANNOUNCED || !people.words.has(hash[i]!) || isForeignWord(words, i)) continue
    const common = (flags[i]! >>> LEX.common) & 3
    if ((gap[i]! & GAP.code) !== 0 || (gap[i + 1]! & GAP.codeAfter) !== 0 || isPlace(words, i)) continue
    if (isFirm(text, words, i)) continue
    if (common > 0 && (shape[i] === SHAPE.lower || (gap[i]! & (GAP.period | GAP.line)) !== 0)) continue
    if (i > 0 && (cues[i - 1]! & CUE.before) !== 0 && shape[i - 1] !== SHAPE.lower) continue
    scores[i] = ANNOUNCED
    found = true
  }
  return found
}
