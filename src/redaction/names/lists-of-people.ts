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
  if (people < 2 || others > 0 || people * 2 < items.length) return
  for (const item of items)
    if (mayBe(words, item)) for (let at = item.first; at <= item.last; at++) scores[at] = Math.max(scores[at]!, LISTED)
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
      levels(words, known).first < 3 ||
      levels(words, known).common > 0
    )
      continue
    // Of whole names the surname stands here.
    if (known < i && i > 1 && scores[i - 2]! > 0 && gap[i - 1] === GAP.space) continue
    if (levels(words, other).first < 2 || (words.cues[other]! & NOBODY) !== 0 || bodyAhead(words, other) !== 0) continue
    if (((words.flags[other]! >>> 7) & 1) === 1 || levels(words, known).place === 1) continue
    const isLone =
      other > i
        ? other + 1 >= count || gap[other + 1] !== GAP.space || shape[other + 1] === SHAPE.lower
        : gap[other] !== GAP.space || other === 0 || shape[other - 1] === SHAPE.lower
    if (isLone) scores[other] = LISTED
  }
}
