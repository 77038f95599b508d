import { GAP, SHAPE, type Words } from './words.ts'

const ITEM_WORDS_MAX = 4
const LIST_WORDS_MAX = 160
const JOINT_LETTERS_MAX = 3
const BREAKS = GAP.line | GAP.paragraph | GAP.colon

/** An item of a list: its first word and its last. */
export interface Item {
  readonly first: number
  readonly last: number
}

/** The items of the list that begins with a word; just one where no list does. */
export function readItems(words: Words, start: number): Item[] {
  const items: Item[] = []
  let at = start
  while (at < words.count && at - start < LIST_WORDS_MAX) {
    let last = at
    while (last + 1 < words.count && last - at < ITEM_WORDS_MAX && goesOn(words, last + 1)) last++
    items.push({ first: at, last })
    const next = nextItem(words, last + 1)
    if (next === 0) break
    at = next
  }
  return items
}

function goesOn({ gap, shape }: Words, i: number): boolean {
  if (shape[i] === SHAPE.lower) return false
  const between = gap[i]!
  if ((between & ~(GAP.space | GAP.hyphen | GAP.possessive)) === 0) return true
  return (between & ~(GAP.space | GAP.period)) === 0 && shape[i - 1] === SHAPE.initial
}

/** The first word of the next item, behind a comma, a semicolon, `and` or all of them; 0: the list ends. */
function nextItem({ gap, shape, count, start, end }: Words, i: number): number {
  if (i >= count || (gap[i]! & BREAKS) !== 0) return 0
  const isApart = (gap[i]! & (GAP.comma | GAP.mark)) !== 0
  if (shape[i] !== SHAPE.lower) return isApart && ((gap[i]! & GAP.period) === 0 || (gap[i]! & GAP.comma) !== 0) ? i : 0
  const isJoint = end[i]! - start[i]! <= JOINT_LETTERS_MAX && (gap[i]! & ~(GAP.space | GAP.comma | GAP.mark)) === 0
  const isNext = i + 1 < count && shape[i + 1] !== SHAPE.lower && gap[i + 1] === GAP.space
  return isJoint && isNext ? i + 1 : 0
}
