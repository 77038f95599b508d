import { CUE } from './cues.ts'
import { bodyAhead } from './features.ts'
import { hashOf } from './fold.ts'
import { type Item, readItems } from './items.ts'
import { levels } from './levels.ts'
import { LISTED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const ITEMS_MIN = 3
const NOBODY = CUE.never | CUE.body | CUE.head | CUE.label | CUE.title
const AND = new Set(['and', 'or', 'y', 'n'].map(hashOf))

/** A list of which most items are people is one of people: `Ryder Story` beside `Sophie Schmidt`, `Precious` beside `Lupita`. */
export function joinLists(words: Words, scores: Int32Array): void {
  for (let i = 0; i < words.count; ) {
    if (words.shape[i] === SHAPE.lower) {
      i++
      continue
    }
    if ((words.gap[i]! & GAP.line) !== 0) joinLines(words, scores, i)
    const items = readItems(words, i)
    if (items.length >= ITEMS_MIN) join(words, scores, items)
    for (const { first } of items)
      if (first > i && words.shape[first - 1] === SHAPE.lower && AND.has(words.hash[first - 1]!))
        joinPair(words, scores, first - 1)
    i = items.at(-1)!.last + 1
  }
}

function join(words: Words, scores: Int32Array, items: readonly Item[]): void {
  let people = 0
  let others = 0
  for (const item of items) {
    // `Wendell Tate of Madison`: a joint that joins no people.
    const before = item.first - 1
    const isJoined = before >= 0 && item !== items[0] && words.shape[before] === SHAPE.lower
    if (isJoined && !AND.has(words.hash[before]!)) return
    if (isPerson(words, scores, item)) people++
    else if (!mayBe(words, item)) others++
  }
  const isOfPeople = people > 1 && others === 0 && people * 2 >= items.length
  if (!isOfPeople && !areShaped(words, items)) return
  for (const item of items)
    if (mayBe(words, item)) for (let at = item.first; at <= item.last; at++) scores[at] = Math.max(scores[at]!, LISTED)
}

/** Each of two words or three, first names that are followed by surnames: `Ryder Story, Precious Little, London Wells`. */
function areShaped(words: Words, items: readonly Item[]): boolean {
  let sure = 0
  for (const item of items) {
    if (item.last === item.first || !mayBe(words, item) || levels(words, item.last).last < 2) return false
    if (bodyAhead(words, item.first) !== 0 || (words.cues[item.last]! & NOBODY) !== 0) return false
    const { first, common } = levels(words, item.first)
    if (first === 3 && common === 0) sure++
  }
  return sure > 0
}

/** Taken for a name from its first word to its last. */
function isPerson({ shape }: Words, scores: Int32Array, { first, last }: Item): boolean {
  for (let i = first; i <= last; i++) if (scores[i]! <= 0 && shape[i] !== SHAPE.initial) return false
  return true
}

/** A first name, and whatever may follow one. */
function mayBe(words: Words, { first, last }: Item): boolean {
  if (last - first > 2 || words.shape[first] === SHAPE.initial) return false
  for (let i = first; i <= last; i++) {
    const { first: asFirst, last: asLast, common } = levels(words, i)
    if ((words.cues[i]! & NOBODY) !== 0 && asFirst < 3 && !(i > first && asLast > 2)) return false
    if (words.shape[i] !== SHAPE.capital && words.shape[i] !== SHAPE.initial) return false
    if (i > first && asLast + asFirst === 0 && common > 0) return false
  }
  return levels(words, first).first > 1 && (last > first || bodyAhead(words, first) === 0)
}

/** Lines that hold a name and nothing else: what stands among them is one too. */
function joinLines(words: Words, scores: Int32Array, start: number): void {
  const { gap, shape, count } = words
  // Only from the first of them on.
  if (start > 0 && lineOf(words, previousLine(words, start)) === start - 1) return
  const lines: Item[] = []
  let people = 0
  for (let first = start; first < count; ) {
    const last = lineOf(words, first)
    if (last < 0) break
    lines.push({ first, last })
    if (isPerson(words, scores, { first, last })) people++
    first = last + 1
    if (first < count && ((gap[first]! & GAP.line) === 0 || shape[first] === SHAPE.lower)) break
  }
  if (lines.length < ITEMS_MIN || people < 2 || people * 2 < lines.length) return
  for (const line of lines)
    if (mayBe(words, line) && levels(words, line.last).last > 0)
      for (let at = line.first; at <= line.last; at++) scores[at] = Math.max(scores[at]!, LISTED)
}

/** The last word of a line of two to three words with capitals; -1: it is another. */
function lineOf({ gap, shape, count }: Words, first: number): number {
  if (first < 0) return -1
  let last = first
  while (last + 1 < count && last < first + 3 && (gap[last + 1]! & GAP.line) === 0) last++
  if (last === first || last > first + 2 || (gap[last + 1]! & GAP.line) === 0) return -1
  for (let i = first; i <= last; i++) {
    if (shape[i] !== SHAPE.capital && shape[i] !== SHAPE.initial) return -1
    if (i > first && (gap[i]! & ~(GAP.space | GAP.hyphen | GAP.period)) !== 0) return -1
  }
  return (gap[last + 1]! & ~(GAP.line | GAP.space | GAP.paragraph)) === 0 ? last : -1
}

function previousLine({ gap }: Words, start: number): number {
  let first = start - 1
  while (first > start - 4 && first > 0 && (gap[first]! & GAP.line) === 0) first--
  return (gap[first]! & GAP.line) === 0 ? -1 : first
}

/** `Chase and Maddie`: a first name that is nothing else says what the other is. */
function joinPair(words: Words, scores: Int32Array, i: number): void {
  const { shape, gap, count } = words
  const next = i + 1
  if (next >= count || gap[i] !== GAP.space || gap[next] !== GAP.space) return
  if (shape[i - 1] !== SHAPE.capital || shape[next] !== SHAPE.capital) return
  for (const [known, other] of [
    [next, i - 1],
    [i - 1, next],
  ] as const) {
    if (
      scores[known]! <= 0 ||
      scores[other]! >= LISTED ||
      levels(words, known).first < 2 ||
      levels(words, known).common > 0
    )
      continue
    // Of whole names the surname stands here.
    if (known < i && i > 1 && scores[i - 2]! > 0 && gap[i - 1] === GAP.space) continue
    const isNobody =
      (words.cues[other]! & NOBODY) !== 0 &&
      !(levels(words, other).first === 3 && (words.cues[other]! & CUE.never) !== 0)
    if (levels(words, other).first < 2 || isNobody || bodyAhead(words, other) !== 0) continue
    if (((words.flags[other]! >>> 7) & 1) === 1 || levels(words, known).place === 1) continue
    const isLone =
      other > i
        ? other + 1 >= count || gap[other + 1] !== GAP.space || shape[other + 1] === SHAPE.lower
        : gap[other] !== GAP.space || other === 0 || shape[other - 1] === SHAPE.lower
    if (isLone) scores[other] = LISTED
  }
}
