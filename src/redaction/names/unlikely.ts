import { foldOf, HASH_START, hashStep } from './fold.ts'
import { flagsOf } from './lexicon.ts'
import { LEX } from './lexicon-layout.ts'
import { SHAPE, type Words } from './words.ts'

const LETTERS_MIN = 6
const PART_LETTERS_MIN = 3
/** Ends of words that are made of others; few names end so, and those are in the lists. */
const MADE =
  /(?:[^aeiou]ings?|[aeiou]{2}ings?|tions?|sions?|ments?|ness|[iea]bility|icity|ivity|ality|ance|ology|ologist|isms?|ically|ized?|izing|ised|less|ful|ship|wide|ware|ables?|cally|ously|[^e]state)$/i

/**
 * Whether a word that no list has is made as words are, not names: by an ending, or of two everyday words. Only for a word
 * that stands alone; in a name, anything may.
 */
export function isMade(text: string, words: Words, i: number): boolean {
  const { start, end, flags } = words
  if (isPattern(text, words, i) || CLIPPED.has(text.slice(start[i], end[i]).toLowerCase())) return true
  if ((flags[i]! & 15) !== 0 || end[i]! - start[i]! < LETTERS_MIN) return false
  const word = text.slice(start[i], end[i])
  return MADE.test(word) || isCompound(word)
}

/** What forms call identifiers and those who hold them, shortened. */
const CLIPPED = new Set('fein sid rm payer prov pers hosp empl emplr mcare mcaid recip benef'.split(' '))

/** `NNN`: to be filled in; `Nbr`: shortened. */
export function isPattern(text: string, { start, end, flags, shape }: Words, i: number): boolean {
  return (
    flags[i] === 0 &&
    (shape[i] === SHAPE.upper || shape[i] === SHAPE.capital) &&
    !/[aeiouy\u0080-\uffff]/i.test(text.slice(start[i], end[i]))
  )
}

/** `Birthdate`, `Bluebeam`. */
function isCompound(word: string): boolean {
  let hash = HASH_START
  for (let at = 0; at + PART_LETTERS_MIN < word.length; at++) {
    hash = hashStep(hash, foldOf(word.charCodeAt(at)))
    if (at + 1 < PART_LETTERS_MIN || !isUsual(flagsOf(hash >>> 0))) continue
    let rest = HASH_START
    for (let end = at + 1; end < word.length; end++) rest = hashStep(rest, foldOf(word.charCodeAt(end)))
    if (isUsual(flagsOf(rest >>> 0))) return true
  }
  return false
}

function isUsual(flags: number): boolean {
  return ((flags >>> LEX.common) & 3) > 1
}
