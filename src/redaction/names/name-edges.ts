import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

/** What belongs to a name; degrees and licences behind one don't. */
export const GENERATIONS = new Set(['jr', 'sr', 'ii', 'iii', 'iv'].map(hashOf))
const I = hashOf('i')

/** `Call Deborah Rowe`: an everyday word at the start, before a first name. */
export function isBeforeName({ flags, gap }: Words, scores: Int32Array, i: number): boolean {
  if (scores[i] === ANNOUNCED || (gap[i]! & (GAP.line | GAP.period)) === 0) return false
  const own = flags[i]!
  if (((own >>> LEX.common) & 3) < 3 || ((own >>> LEX.first) & 3) > 0) return false
  return ((flags[i + 1]! >>> LEX.first) & 3) > 1
}

/** `Mr`, `Judge` and the like, which are no part of the name behind them. */
export function isTitle({ cues, flags, gap }: Words, i: number): boolean {
  // `Justice, Ann`.
  if ((cues[i]! & CUE.title) === 0 || (gap[i + 1]! & GAP.comma) !== 0) return false
  const next = flags[i + 1]!
  // `Don Chepe`, but `Don Smith`.
  return ((flags[i]! >>> LEX.first) & 3) < 3 || (((next >>> LEX.first) & 3) > 1 && ((next >>> LEX.last) & 3) < 2)
}

/** `Srdačno, Jasmina`. */
export function isGreeting({ cues, flags }: Words, i: number): boolean {
  return (cues[i]! & CUE.greeting) !== 0 && ((flags[i]! >>> LEX.first) & 3) < 2
}

/** `Foreman Lupe Barrios`, `Flagger R. Tran`. */
export function isRole({ cues, flags, gap, shape }: Words, i: number, last: number): boolean {
  if ((cues[i]! & (CUE.label | CUE.relation)) === 0 || gap[i + 1] !== GAP.space || shape[i] === SHAPE.initial)
    return false
  const own = flags[i]!
  const next = flags[i + 1]!
  return (
    ((own >>> LEX.first) & 3) < 2 &&
    ((own >>> LEX.common) & 3) > 0 &&
    last > i + 1 &&
    (((next >>> LEX.first) & 3) > 1 || shape[i + 1] === SHAPE.initial)
  )
}

/** `III` behind a name. */
export function isGeneration({ hash, gap, count, cues, shape }: Words, i: number): boolean {
  if (i >= count || (cues[i]! & CUE.suffix) === 0 || !GENERATIONS.has(hash[i]!) || shape[i] === SHAPE.lower)
    return false
  return (gap[i]! & GAP.space) !== 0 && (gap[i]! & ~(GAP.space | GAP.comma)) === 0
}

/** `Sheila I said`, `Ajanel A-file`: a letter that is no initial. */
export function isLooseEnd(text: string, { shape, gap, hash, end }: Words, i: number): boolean {
  if (shape[i] !== SHAPE.initial || text[end[i]!] === '.') return false
  return text[end[i]!] === '-' || (hash[i] === I && gap[i + 1] === GAP.space)
}

/** `MD`, `LCSW` behind a name. */
export function isDegree({ cues, hash, shape, flags }: Words, i: number): boolean {
  if ((cues[i]! & CUE.suffix) === 0 || GENERATIONS.has(hash[i]!)) return false
  return (
    (shape[i] === SHAPE.upper || shape[i] === SHAPE.mixed || shape[i] === SHAPE.camel) &&
    ((flags[i]! >>> LEX.last) & 3) < 3
  )
}
