import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const ITEMS_MIN = 3
const ITEM_WORDS_MAX = 4
const LIST_WORDS_MAX = 160
const JOINT_LETTERS_MAX = 3
/** Share of the items that are counties or towns of ours, from which on a list is one of places. */
const AREA_SHARE = 0.7
const BREAKS = GAP.line | GAP.paragraph | GAP.colon
const PERSONAL = CUE.label | CUE.greeting | CUE.title | CUE.relation | CUE.says
/** What heads a list of things, however they are called. */
const THINGS = new Set(
  (
    'parks park lakes rivers creeks bridges roads routes highways streets avenues stops stations towns cities counties parishes districts ' +
    'places locations sites areas regions schools colleges universities hospitals clinics pharmacies vendors contractors bidders ' +
    'companies brands models makes vehicles cars trucks tractors equipment tools software applications apps products systems ' +
    'platforms packages libraries frameworks languages medications medicines drugs prescriptions vaccines allergies diagnoses ' +
    'conditions diseases symptoms viruses bacteria pests species trees plants flowers crops grasses fruits vegetables breeds cattle ' +
    'dogs horses birds fish soils rocks minerals materials supplies parts colors colours sizes styles courses classes subjects ' +
    'books titles topics teams mascots sports games holidays stores shops restaurants hotels motels churches airports ports ' +
    'utilities carriers banks newspapers stages rides served tags keywords columns fields modules services licenses oaks pines'
  )
    .split(' ')
    .map(hashOf),
)

interface Item {
  readonly first: number
  readonly last: number
}

/**
 * Lists of counties, towns, streets or products look like lists of surnames: what heads a list says what it holds, and
 * where nothing does, most of its items being places of ours.
 */
export function vetoEnumerations(words: Words, scores: Int32Array): void {
  for (let i = 0; i < words.count; ) {
    if (words.shape[i] === SHAPE.lower) {
      i++
      continue
    }
    const items = readItems(words, i)
    if (items.length >= ITEMS_MIN && holdsThings(words, items)) clear(scores, items)
    i = items.at(-1)!.last + 1
  }
}

function readItems(words: Words, start: number): Item[] {
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

function holdsThings(words: Words, items: readonly Item[]): boolean {
  const first = items[0]!.first
  const singles = items.filter((item) => item.first === item.last)
  if (first > 0 && (words.gap[first]! & GAP.colon) !== 0) {
    const head = first - 1
    if ((words.cues[head]! & PERSONAL) !== 0) return false
    if (THINGS.has(words.hash[head]!)) return true
    if (((words.flags[head]! >>> LEX.common) & 3) === 0) return false
    return singles.length * 2 > items.length
  }
  if (singles.length < ITEMS_MIN || isPersonal(words, first)) return false
  const areas = singles.filter((item) => ((words.flags[item.first]! >>> LEX.area) & 1) === 1).length
  return areas >= singles.length * AREA_SHARE
}

/** `Commissioners Adams, Lee and Pike`. */
function isPersonal({ cues, gap }: Words, first: number): boolean {
  return first > 0 && (gap[first]! & ~GAP.space) === 0 && (cues[first - 1]! & PERSONAL) !== 0
}

function clear(scores: Int32Array, items: readonly Item[]): void {
  for (const { first, last } of items)
    for (let at = first; at <= last; at++) if (scores[at]! > 0 && scores[at] !== ANNOUNCED) scores[at] = -1
}
