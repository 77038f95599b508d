import { foldOf, HASH_START, hashOf, hashStep } from './fold.ts'
import { flagsOf } from './lexicon.ts'
import { LEX } from './lexicon-layout.ts'
import type { People } from './people.ts'
import { GAP, type Words } from './words.ts'

const LETTERS_MIN = 3
const LETTERS_MAX = 20
const DOUBLE = hashOf('double')
/** What people say before they spell a name. */
const SPELLS = new Set(
  "spelled spell spelling spells name names surname last first that's thats it's deletrea escribe apellido nombre letters"
    .split(' ')
    .map(hashOf),
)
const SPELLS_WORDS = 4

/** `S-U-G-G-S`, `X, O, L`, `C double A L`: a name of the text letter by letter, or one that somebody says is spelled. */
export function spelledNames(text: string, words: Words, people: People): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (let i = 0; i + 1 < words.count; i++) {
    if (!isLetter(words, i) || (words.gap[i]! & (GAP.code | GAP.hyphen)) === GAP.hyphen) continue
    const { last, hash, letters, isHyphened } = runFrom(text, words, i)
    if (last === i) continue
    if (letters >= LETTERS_MIN && letters <= LETTERS_MAX && isName(words, i, hash, isHyphened, people))
      found.push({ start: words.start[i]!, end: words.end[last]! })
    i = last
  }
  return found
}

function isLetter({ start, end }: Words, i: number): boolean {
  return end[i]! - start[i]! === 1
}

function runFrom(
  text: string,
  words: Words,
  first: number,
): { last: number; hash: number; letters: number; isHyphened: boolean } {
  const { gap, hash: hashes, start, count } = words
  let hash = HASH_START
  let letters = 0
  let last = first
  let isHyphened = true
  for (let at = first; at < count && letters < LETTERS_MAX; at++) {
    const isDouble = hashes[at] === DOUBLE && at + 1 < count && isLetter(words, at + 1) && gap[at + 1] === GAP.space
    if (!isDouble && !isLetter(words, at)) break
    if (at > first && (gap[at]! & ~(GAP.space | GAP.comma | GAP.hyphen)) !== 0) break
    if (at > first && gap[at] !== GAP.hyphen) isHyphened = false
    if (isDouble) {
      at++
      hash = hashStep(hash, foldOf(text.charCodeAt(start[at]!)))
      letters++
    }
    hash = hashStep(hash, foldOf(text.charCodeAt(start[at]!)))
    letters++
    last = at
  }
  return { last, hash: hash >>> 0, letters, isHyphened }
}

function isName(words: Words, first: number, hash: number, isHyphened: boolean, people: People): boolean {
  if (people.words.has(hash)) return true
  const flags = flagsOf(hash)
  const asName = Math.max((flags >>> LEX.first) & 3, (flags >>> LEX.last) & 3)
  const common = (flags >>> LEX.common) & 3
  if (isHyphened && asName > 1 && common === 0) return true
  if (common > 1 && asName < 2) return false
  if (flags !== 0 && asName === 0) return false
  for (let at = first - 1; at >= 0 && at >= first - SPELLS_WORDS; at--) if (SPELLS.has(words.hash[at]!)) return true
  return false
}
