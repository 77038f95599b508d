import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { levels } from './levels.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const setOf = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(hashOf))

/** First names that are nouns or adjectives as well: where one does what people do, it is somebody. */
const NOUNS = setOf(
  'grace faith chance joy summer autumn dawn melody harmony destiny patience heaven angel crystal jasmine ruby amber violet lily ivy daisy iris olive hazel ginger ' +
    'opal jade mercy charity constance blessing precious princess rusty sunny sandy misty stormy rocky buddy sonny junior cherry robin jay dot kitty penny peaches ' +
    'hunter mason carter parker porter tanner june april',
)
/** Those that are times as well: they come and are here, too. */
const TIMES = setOf('summer autumn dawn june april may')
/** First names that are verbs as well: only where no verb can be. */
const VERBS = setOf(
  'will mark bill grant rob pat sue art hope skip drew chuck bob nick pierce jack josh rich frank ray gene dale may',
)
/** What people do, and things hardly. */
const DOES = setOf(
  'says said told asked called texted emailed wants wanted needs knows thinks got gets went came comes left lost took gave sent brought drove quit forgot missed ' +
    'wont wasnt isnt didnt doesnt cant couldnt hasnt aint thought started finished picked dropped moved works worked lives lived hates loves likes',
)
const IS = setOf('is was')
const STATES = setOf(
  'working out off sick late home back leaving pregnant asking calling running driving moving staying going waiting crying fine ok upset mad done',
)
const HERE = setOf('in on at here coming there')
const ASKED = setOf('did does didnt doesnt has hasnt')
const EVER = setOf('ever still already send call text say tell get go come know want need have finish leave bring')
const FOR = setOf('with w for from to at ask tell text call cover me and n or')
/** What one has for, or does with, something as well. */
const THINGS = setOf(
  'ruby amber crystal ginger jade ivy olive hazel violet iris opal dot kitty penny peaches cherry angel heaven',
)
const THEN = setOf(
  'fri mon tues tue wed thurs thu sat sun tmrw tomorrow today tonight at on n and or re about b4 before after',
)
const ITS = setOf("its it's im i'm")
const W = hashOf('w')
const I = hashOf('i')
const YOU = setOf('i u ya yall can')
const ARTICLES = setOf('the a an my your ur our his her')
const TOWARDS = setOf('from to at near thru through via around outside')
const OF_TIME = setOf('in on by since until till of for this last next every late early mid')

/** Whether a word in small letters that is an everyday one too names somebody, in a text written so throughout. */
export function isTextedName(words: Words, i: number): boolean {
  const { hash, gap, count } = words
  const { first } = levels(words, i)
  if (first < 2) return false
  const isNoun = NOUNS.has(hash[i]!)
  const isVerb = VERBS.has(hash[i]!)
  if (!isNoun && !isVerb) return false
  // `w/ faith`.
  const isWith = i > 0 && hash[i - 1] === W && (gap[i]! & GAP.space) !== 0
  const before = i > 0 && (gap[i] === GAP.space || isWith) ? hash[i - 1]! : 0
  const after = i + 1 < count && gap[i + 1] === GAP.space ? hash[i + 1]! : 0
  // `its will, running late`.
  if (ITS.has(before) && !TIMES.has(hash[i]!) && i + 1 < count && (gap[i + 1]! & GAP.comma) !== 0) return true
  if (isVerb) return FOR.has(before) && before !== hashOf('to') && THEN.has(after) && !TIMES.has(hash[i]!)
  if (DOES.has(after)) return true
  if (ASKED.has(before) && EVER.has(after)) return true
  if (IS.has(after) && i + 2 < count && gap[i + 2] === GAP.space)
    return STATES.has(hash[i + 2]!) || (HERE.has(hash[i + 2]!) && !TIMES.has(hash[i]!))
  if (i === 0 && YOU.has(after) && (after === I || !TIMES.has(hash[i]!))) return true
  return (
    FOR.has(before) &&
    THEN.has(after) &&
    !TIMES.has(hash[i]!) &&
    !THINGS.has(hash[i]!) &&
    after !== hashOf('and') &&
    after !== hashOf('or')
  )
}

/** `ask if May is in`: a capital amid small letters. */
export function isCapitalAmidSmall(words: Words, i: number): boolean {
  const { shape, gap, hash, cues } = words
  if (shape[i] !== SHAPE.capital || i === 0 || gap[i] !== GAP.space || OF_TIME.has(hash[i - 1]!)) return false
  if (ARTICLES.has(hash[i - 1]!) || (levels(words, i).place === 1 && TOWARDS.has(hash[i - 1]!))) return false
  const { first, common } = levels(words, i)
  // `new Promise(…)`: code writes capitals among small letters too.
  const isKnown = common < 2 || NOUNS.has(hash[i]!) || VERBS.has(hash[i]!)
  return first > 1 && isKnown && (cues[i]! & (CUE.body | CUE.head | CUE.title)) === 0 && shape[i - 1] === SHAPE.lower
}

/** `@Priya can you`: whom a message is to. */
export function isMentioned(text: string, words: Words, i: number): boolean {
  const { start, end } = words
  const at = start[i]! - 1
  if (
    text[at] !== '@' ||
    (at > 0 && !/[\s(]/.test(text[at - 1]!)) ||
    !/^(?:[\s,:!?)]|$)/.test(text.slice(end[i], end[i]! + 1))
  )
    return false
  const { first, common } = levels(words, i)
  return first === 3 && common === 0
}
