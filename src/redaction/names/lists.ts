import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import type { NameHeading } from './name-field.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const CELL_WORDS_MAX = 5
const LIST_WORDS_MAX = 80
/** What places are called in the plural, at the end of a list of them. */
const PLACES = new Set(
  (
    'counties parishes streets avenues boulevards roads drives lanes highways parkways interchanges bridges rivers creeks lakes bayous ' +
    'buildings campuses schools elementaries academies hospitals clinics plants substations stations exits ramps precincts townships foundations principles awards museums errors scores ' +
    'parks refuges forests cemeteries churches libraries towers halls dormitories levees wells pumps markets stores branches districts'
  )
    .split(' ')
    .map(hashOf),
)

const FIRM_FORMS = new Set('llc llp inc gmbh ltd corp corporation pllc'.split(' ').map(hashOf))

/** Marks the cells of columns for names. `column` tells whether the cell at an offset is of one. */
export function announceColumns(
  text: string,
  words: Words,
  scores: Int32Array,
  column: (at: number) => NameHeading | null,
): void {
  for (let i = 0; i < words.count; i++) {
    if ((words.gap[i]! & ~(GAP.space | GAP.hyphen | GAP.period)) === 0) continue
    const heading = column(words.start[i]!)
    if (heading === null) continue
    if (heading === 'other') {
      clearCell(words, scores, i, column)
      continue
    }
    let last = i
    const isQuoted = text[words.start[i]! - 1] === '"'
    while (last + 1 < words.count && last - i < CELL_WORDS_MAX && isCell(text, words, last + 1, column, isQuoted))
      last++
    last = withGivenNames(text, words, i, last)
    if (last - i >= CELL_WORDS_MAX || isText(words, i, last)) continue
    if (isFirm(words, i, last)) {
      for (let at = i; at <= last; at++) scores[at] = -1
      i = last
      continue
    }
    if (heading === 'person' && !looksLikeName(words, i, last)) continue
    for (let at = i; at <= last; at++) if ((words.cues[at]! & CUE.title) === 0) scores[at] = ANNOUNCED
    // What stands in other cells isn't part of it.
    words.gap[i]! |= GAP.line
    words.gap[last + 1]! |= GAP.line
    i = last
  }
}

/** Cities, schools and kinds are nobody, in columns of such. */
function clearCell(
  { count, start, gap }: Words,
  scores: Int32Array,
  first: number,
  column: (at: number) => NameHeading | null,
): void {
  for (let i = first; i < count && i < first + CELL_WORDS_MAX; i++) {
    if (i > first && ((gap[i]! & GAP.line) !== 0 || column(start[i]!) !== 'other')) return
    if (scores[i]! > 0 && scores[i] !== ANNOUNCED) scores[i] = -1
  }
}

/** `…,HENSLEY, TRAVIS LEE,1986`: somebody forgot the quotes; no other comma has a blank behind it. */
function withGivenNames(text: string, { gap, start, end, flags, count }: Words, first: number, last: number): number {
  const next = last + 1
  if (last - first > 1 || next >= count || gap[next] !== (GAP.comma | GAP.space)) return last
  if (((flags[next]! >>> LEX.first) & 3) < 2 || text[start[first]! - 1] === ' ' || text[start[first]! - 1] === '"')
    return last
  let at = next
  while (at + 1 < count && at < next + 2 && (gap[at + 1]! & ~(GAP.space | GAP.period)) === 0) at++
  return /^\.?,[^ ]/.test(text.slice(end[at], end[at]! + 3)) ? at : last
}

function isCell(
  text: string,
  { gap, start }: Words,
  i: number,
  column: (at: number) => NameHeading | null,
  isQuoted: boolean,
): boolean {
  // Another delimiter is the next cell; `Rowe, Ann` and `Rowe,Ann` stand within quotes.
  if ((gap[i]! & (GAP.line | GAP.code | GAP.mark)) !== 0) return false
  if (gap[i] === GAP.comma && (!isQuoted || text[start[i]! - 2] === '"')) return false
  return column(start[i]!) !== null
}

/** `Ozark Trail Homes LLC` in a column that is only called `Name`. */
function isFirm({ hash }: Words, first: number, last: number): boolean {
  for (let i = first + 1; i <= last; i++) if (FIRM_FORMS.has(hash[i]!)) return true
  return false
}

/** `Set of brake pads`, `vacant`: everyday words, none of which is a name. */
function isText({ flags, shape, cues }: Words, first: number, last: number): boolean {
  let everyday = 0
  for (let i = first; i <= last; i++) {
    const bits = flags[i]!
    const common = (bits >>> LEX.common) & 3
    if (common < (shape[i] === SHAPE.lower ? 1 : 2) || (cues[i]! & CUE.particle) !== 0) continue
    const isRareName = ((bits >>> LEX.first) & 3) < 2 && ((bits >>> LEX.last) & 3) < 2
    if (
      shape[i] === SHAPE.lower
        ? ((bits >>> LEX.first) & 3) < 2
        : shape[i] === SHAPE.upper
          ? isRareName
          : (bits & 15) === 0
    )
      everyday++
  }
  return everyday * 2 > last - first
}

/** An owner, client or member may be a fleet, a program or a seat that is empty. */
function looksLikeName({ flags, cues }: Words, first: number, last: number): boolean {
  let names = 0
  for (let i = first; i <= last; i++) {
    if ((cues[i]! & (CUE.body | CUE.never | CUE.head)) !== 0) return false
    const bits = flags[i]!
    const common = (bits >>> LEX.common) & 3
    if (common < 2 && (((bits >>> LEX.first) & 3) > 0 || ((bits >>> LEX.last) & 3) > 0)) names++
  }
  // `Crystal Nobles`: words both, but in the order of a name.
  const isOrdered = last > first && ((flags[first]! >>> LEX.first) & 3) > 2 && ((flags[last]! >>> LEX.last) & 3) > 0
  return names > 0 || isOrdered
}

/** `Adams, Jasper and Wayne Counties`: a list that ends in what places are called names places. */
export function vetoLists({ count, hash, shape, gap, start, end }: Words, scores: Int32Array): void {
  for (let i = 1; i < count; i++) {
    if (!PLACES.has(hash[i]!)) continue
    for (let at = i - 1; at >= 0 && at > i - LIST_WORDS_MAX; at--) {
      const isJoint = shape[at] === SHAPE.lower && end[at]! - start[at]! <= 3
      if (!isJoint && shape[at] === SHAPE.lower) break
      if (!isJoint && scores[at]! > 0 && scores[at] !== ANNOUNCED) scores[at] = -1
      if ((gap[at]! & ~(GAP.space | GAP.comma | GAP.hyphen)) !== 0) break
    }
  }
}
