import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { type Item, readItems } from './items.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const ITEMS_MIN = 3
/** Share of the items that are counties or towns of ours, from which on a list is one of places. */
const AREA_SHARE = 0.7
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

function holdsThings(words: Words, items: readonly Item[]): boolean {
  const first = items[0]!.first
  const singles = items.filter((item) => item.first === item.last)
  if (first > 0 && (words.gap[first]! & GAP.colon) !== 0) {
    const head = first - 1
    if ((words.cues[head]! & PERSONAL) !== 0) return false
    if (THINGS.has(words.hash[head]!)) return true
    if (((words.flags[head]! >>> LEX.common) & 3) === 0) return false
    // `Everybody who cooked: Thelma, Bao, Rosa Elena`.
    if (items.filter((item) => isFirstName(words, item)).length * 2 >= items.length) return false
    return singles.length * 2 > items.length
  }
  if (singles.length < ITEMS_MIN || isPersonal(words, first) || items.some((item) => isSomebody(words, item)))
    return false
  const areas = singles.filter((item) => ((words.flags[item.first]! >>> LEX.area) & 1) === 1).length
  return areas >= singles.length * AREA_SHARE
}

/** It begins with a first name that is nothing else. */
function isFirstName({ flags }: Words, { first }: Item): boolean {
  const bits = flags[first]!
  return ((bits >>> LEX.first) & 3) > 1 && ((bits >>> LEX.common) & 3) === 0 && ((bits >>> LEX.area) & 1) === 0
}

/** `Austin, Madison and Brooklyn Crenshaw`: with a surname that is nothing else, all are people. */
function isSomebody({ flags, gap }: Words, { first, last }: Item): boolean {
  if (last - first !== 1 || gap[last] !== GAP.space) return false
  const asFirst = (flags[first]! >>> LEX.first) & 3
  const own = flags[last]!
  return (
    asFirst > 1 && ((own >>> LEX.last) & 3) > 1 && ((own >>> LEX.common) & 3) === 0 && ((own >>> LEX.area) & 1) === 0
  )
}

/** `Commissioners Adams, Lee and Pike`. */
function isPersonal({ cues, gap }: Words, first: number): boolean {
  return first > 0 && (gap[first]! & ~GAP.space) === 0 && (cues[first - 1]! & PERSONAL) !== 0
}

function clear(scores: Int32Array, items: readonly Item[]): void {
  for (const { first, last } of items)
    for (let at = first; at <= last; at++) if (scores[at]! > 0 && scores[at] !== ANNOUNCED) scores[at] = -1
}
