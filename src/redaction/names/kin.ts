import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { levels } from './levels.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const KIN = new Set(
  (
    'husband wife spouse son daughter mother father brother sister mom mum dad baby child kid uncle aunt auntie cousin nephew niece grandson granddaughter ' +
    'grandmother grandfather grandma grandpa granny stepson stepdaughter stepmom stepdad stepmother stepfather twin fiance fiancee girlfriend boyfriend ' +
    'partner roommate neighbor neighbour friend bro sis hubby mama papa momma daddy paramour gf bf'
  )
    .split(' ')
    .map(hashOf),
)
/** Before a name in quotes: `known as "Duke"`. */
const CALLED = new Set('called named nicknamed nickname aka as by moniker alias'.split(' ').map(hashOf))
const AS = hashOf('as')
const BY = hashOf('by')
const KNOWN = new Set(['known', 'goes', 'go', 'went'].map(hashOf))
const NOBODY = CUE.never | CUE.label | CUE.relation | CUE.title | CUE.head
const SEPARATE = GAP.comma | GAP.space

/** First names that are words as well, beside what somebody is to somebody. */
export function announceKin(text: string, words: Words, scores: Int32Array): void {
  for (let i = 0; i + 1 < words.count; i++) {
    const isKin = KIN.has(words.hash[i]!)
    if (isKin && i > 0 && isOwner(words, i - 1)) scores[i - 1] = ANNOUNCED
    const next = i + 1
    if (scores[next] === ANNOUNCED) continue
    if (isKin && (isApposed(words, next) || isAmongCapitals(words, i))) scores[next] = ANNOUNCED
    else if ((isKin || isCalled(words, i)) && isQuoted(text, words, next, isKin)) {
      scores[next] = ANNOUNCED
      words.gap[next + 1]! |= GAP.line
    }
  }
}

/** `Summer's mom`, `BUDDY's nephew`. */
function isOwner(words: Words, i: number): boolean {
  if (words.gap[i + 1] !== (GAP.possessive | GAP.space) || words.shape[i] === SHAPE.lower) return false
  return isFirstName(words, i) && (words.gap[i]! & GAP.code) === 0
}

/** `the baby, Junior.`, `my sister, Hope, came`. */
function isApposed(words: Words, i: number): boolean {
  const { gap, shape, count } = words
  if (gap[i] !== SEPARATE || shape[i] !== SHAPE.capital || shape[i - 1] !== SHAPE.lower || !isFirstName(words, i))
    return false
  const after = gap[i + 1]!
  return i + 1 >= count || (after !== GAP.space && (after & (GAP.comma | GAP.period | GAP.mark | GAP.line)) !== 0)
}

/** `(HIS AUNTIE SUMMER)`. */
function isAmongCapitals(words: Words, i: number): boolean {
  const { gap, shape } = words
  const next = i + 1
  if (shape[i] !== SHAPE.upper || shape[next] !== SHAPE.upper || gap[next] !== GAP.space) return false
  return isFirstName(words, next) && (gap[next + 1]! & ~(GAP.space | GAP.possessive)) !== 0
}

function isCalled({ hash }: Words, i: number): boolean {
  if (!CALLED.has(hash[i]!)) return false
  return (hash[i] !== AS && hash[i] !== BY) || (i > 0 && KNOWN.has(hash[i - 1]!))
}

/** `girlfriend "Misty"`: one word between quotes. What is only called so must be a name that people have. */
function isQuoted(text: string, words: Words, i: number, isKin: boolean): boolean {
  const { start, end, gap, cues, shape } = words
  if ((gap[i]! & ~(GAP.space | GAP.mark)) !== 0 || (gap[i + 1]! & GAP.mark) === 0) return false
  if (!QUOTES.has(text[start[i]! - 1]!) || !QUOTES.has(text[end[i]!]!)) return false
  if (shape[i] !== SHAPE.capital && shape[i] !== SHAPE.upper) return false
  if ((cues[i]! & NOBODY) !== 0) return false
  return isKin || levels(words, i).first > 0
}

const QUOTES = new Set(['"', '“', '”', "'", '‘', '’'])

function isFirstName(words: Words, i: number): boolean {
  const { first } = levels(words, i)
  return first > 1 && ((words.cues[i]! & NOBODY) === 0 || (first === 3 && (words.cues[i]! & CUE.never) !== 0))
}
