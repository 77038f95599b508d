import { CUE } from './cues.ts'
import { bodyAhead } from './features.ts'
import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const LABEL_WORDS_MAX = 4
const VALUE_WORDS_MAX = 4
const ENDS = GAP.line | GAP.mark | GAP.code
/** What stands among a label's words. */
const AMONG = new Set('of or and legal full prior maiden other printed name names at birth s'.split(' ').map(hashOf))
/** Labels whose cells stand together: `LAST WATERS   FIRST CHANCE`. */
const PARTS = new Set('last first middle lname fname surname'.split(' ').map(hashOf))

/** Marks names behind a label without a colon, where both fill a line or a cell of it: `Informant Thelma Gibbs`. */
export function announceCells(words: Words, scores: Int32Array): void {
  let isInParts = false
  for (let i = 0; i < words.count; i++) {
    if ((words.gap[i]! & GAP.line) !== 0) isInParts = false
    if ((words.gap[i]! & (GAP.line | GAP.mark)) === 0 || (words.gap[i]! & GAP.code) !== 0) continue
    if ((words.cues[i]! & CUE.label) === 0) continue
    let value = i + 1
    while (value < words.count && value < i + LABEL_WORDS_MAX && isLabel(words, value)) value++
    if (value >= words.count || words.gap[value] !== GAP.space || words.shape[value] === SHAPE.lower) continue
    // `Last Young   First May`, in small letters only where another such cell stands on the line.
    const isPart: boolean =
      PARTS.has(words.hash[value - 1]!) &&
      (words.shape[value - 1] === SHAPE.upper ||
        (words.shape[value - 1] === SHAPE.capital && (isInParts || isApart(words, value))))
    const end = endOf(words, value, isPart && (isInParts || hasMore(words, value)))
    if (end === 0) continue
    isInParts ||= isPart
    for (let at = value; at < end; at++) scores[at] = ANNOUNCED
  }
}

function isLabel({ cues, hash, gap, shape }: Words, i: number): boolean {
  if ((gap[i]! & ~(GAP.space | GAP.mark | GAP.possessive | GAP.code | GAP.codeAfter)) !== 0) return false
  if ((gap[i]! & GAP.space) !== 0 && (gap[i]! & GAP.mark) !== 0) return false
  return AMONG.has(hash[i]!) || ((cues[i]! & CUE.label) !== 0 && shape[i] !== SHAPE.initial)
}

/** The word behind a value that fills the rest of its cell; 0: there is none. */
function endOf(words: Words, value: number, isPart: boolean): number {
  let end = value
  let known = false
  while (end < words.count && end < value + VALUE_WORDS_MAX) {
    const gap = words.gap[end]!
    if (end > value && (gap & ~(GAP.space | GAP.hyphen | GAP.period | GAP.comma)) !== 0) break
    if (end > value && (gap & GAP.comma) !== 0 && end > value + 1) return 0
    const { cues, shape, flags } = words
    const isParticle = (cues[end]! & CUE.particle) !== 0
    if (shape[end] === SHAPE.camel || (shape[end] === SHAPE.lower && !isParticle)) return 0
    if ((cues[end]! & (CUE.label | CUE.head)) !== 0 && !isName(flags[end]!, 3)) return 0
    if (!isPart && (cues[end]! & (CUE.body | CUE.never)) !== 0 && !isName(flags[end]!, 2)) return 0
    if (bodyAhead(words, end) !== 0 && !isPart && !isName(flags[end]!, 3)) return 0
    const common = (flags[end]! >>> LEX.common) & 3
    if (common > 1 && !isName(flags[end]!, 2) && shape[end] !== SHAPE.initial && !isPart) return 0
    known ||=
      (isName(flags[end]!, 2) && (common < 2 || end > value || isPart)) ||
      (flags[end] === 0 && shape[end] === SHAPE.capital)
    end++
  }
  const isEnd = (words.gap[end]! & ENDS) !== 0
  const isSingle = end === value + 1
  // `HUNTER ED   NO.`
  if (isSingle && !isPart && words.shape[value] === SHAPE.upper && words.end[value]! - words.start[value]! < 3) return 0
  const isWord = isSingle && ((words.flags[value]! >>> LEX.common) & 3) > 1
  if (!isEnd || !known || (isWord && !isPart)) return 0
  return end
}

/** The value's cell ends before the next such part. */
function isApart(words: Words, value: number): boolean {
  return (words.gap[value + 1]! & GAP.mark) !== 0 && hasMore(words, value)
}

/** Another such part stands on the line. */
function hasMore({ count, hash, gap }: Words, from: number): boolean {
  for (let i = from; i < count && i < from + 6; i++) {
    if ((gap[i]! & GAP.line) !== 0) return false
    if (PARTS.has(hash[i]!)) return true
  }
  return false
}

function isName(flags: number, level: number): boolean {
  return ((flags >>> LEX.first) & 3) >= level || ((flags >>> LEX.last) & 3) >= level
}
