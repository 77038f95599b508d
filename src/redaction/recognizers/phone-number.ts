import { leftBoundary, rightFree } from '../boundaries.ts'
import { isNanpNumber } from '../checks.ts'
import { digitsIn, GAP } from '../digit-groups.ts'
import type { LabelKind } from '../labels.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Telephone numbers: North American by shape, bare ten digits and local numbers by label, others by their plus sign. */
export const phoneNumber: Recognizer = { entity: 'phone_number', name: 'phone-number', find }

/** Behind a number, in whole texts. */
const EXTENSION =
  /(?:,|;|\/)? ?(?:\(? ?(?:extension|extensi[óo]n|extn?|ext|xt|x|anexo|interno|int|opt(?:ion)?|poste)\.? ?[:#]? ?|# ?|,{2,3}(?=[0-9]{1,6}#))#?([0-9]{1,6})\)?(?![0-9A-Za-z]|-[0-9])/iy
/** Area codes of our States: bare ten digits that begin with one and follow the plan, and which nothing else names. */
const OUR_AREAS = new Set('601 662 769 228 471 314 417 557 573 636 660 816 975 235'.split(' '))
const IN_PROSE = /[a-z]{2}[,;)]? \(?$/
/** Words between a label and seven digits, in whole texts: `call back at the daughter’s, Joyce,`. */
const LOCAL_WORDS_MAX = 6
/** What numbers something else. */
const NUMBERED = /(?:[#$:=_/]|(?:no|num|nbr|nr|sec|item|part|form|size|lot|sku|pg|p)\.?) ?$/i
/** `(228)5550142`, `660 5550142` */
const JOINS_SEVEN: ReadonlySet<number> = new Set([GAP.space, GAP.dash, GAP.close])
const SAME_AREA = /^[,;]? same area/i
const INTERNATIONAL_DIGITS_MIN = 8
const INTERNATIONAL_DIGITS_MAX = 15

function find(scan: Scan): void {
  const { start, end, gap, count } = scan.groups
  const found = scan.found.length
  const local: number[] = []
  for (let g = 0; g < count; g++) {
    if (scan.text.charCodeAt(start[g]! - 1) === 0x2b || scan.text.startsWith('+(', start[g]! - 2)) {
      g = international(scan, g)
      continue
    }
    const size = end[g]! - start[g]!
    if (size === 1 && gap[g] !== GAP.none && end[g + 1]! - start[g + 1]! === 1) {
      g = spelled(scan, g)
      continue
    }
    if (size === 7 && scan.tables && gap[g] === GAP.none) {
      consider(scan, start[g]!, end[g]!, 'local')
      continue
    }
    if (size === 10 || size === 11) {
      consider(scan, start[g]!, end[g]!, 'label')
      continue
    }
    const trunk = size === 1 && scan.text.charCodeAt(start[g]!) === 0x31 && gap[g] !== GAP.none ? 1 : 0
    const area = g + trunk
    if (end[area]! - start[area]! !== 3) continue
    const third = end[area + 2]! - start[area + 2]!
    if (
      gap[area] !== GAP.none &&
      gap[area + 1]! !== GAP.none &&
      end[area + 1]! - start[area + 1]! === 3 &&
      third === 4
    ) {
      const spaced = gap[area] === GAP.space || gap[area] === GAP.odd
      if (consider(scan, start[g]!, end[area + 2]!, spaced ? 'weak' : 'shape')) g = area + 2
    } else if (trunk === 0 && (gap[g] === GAP.dash || gap[g] === GAP.dot) && end[g + 1]! - start[g + 1]! === 4) {
      if (!consider(scan, start[g]!, end[g + 1]!, 'local')) local.push(g)
    } else if (trunk === 0 && JOINS_SEVEN.has(gap[g]!) && end[g + 1]! - start[g + 1]! === 7) {
      if (consider(scan, start[g]!, end[g + 1]!, 'label')) g++
    }
  }
  if (scan.tables && scan.found.length > found) for (const g of local) besideOthers(scan, g)
}

/** Seven digits where other numbers are in full: `228-255-0916 … 885-6214`. */
function besideOthers(scan: Scan, g: number): void {
  const { start, end, gap } = scan.groups
  const [from, to] = [start[g]!, end[g + 1]!]
  if (gap[g] !== GAP.dash || gap[g + 1] !== GAP.none || !isNanpNumber(`601${digitsIn(scan.text, from, to)}`)) return
  if (
    leftBoundary(scan.text, from) !== 'free' ||
    !rightFree(scan.text, to) ||
    NUMBERED.test(scan.text.slice(0, from).slice(-12))
  )
    return
  if (scan.column(from) === null && scan.labelLeft(from) === null) push(scan, from, to, 0.6, false)
}

/** Digits one by one, `6 0 1 - 9 6 2 - …`: exactly ten of them, in three parts. Returns the last group of the row. */
function spelled(scan: Scan, first: number): number {
  const { start, end, gap } = scan.groups
  let last = first
  while (gap[last] !== GAP.none && end[last + 1]! - start[last + 1]! === 1) last++
  scan.steps += last - first
  if (last - first !== 9 || gap[last] !== GAP.none) return last
  const isDashed = gap[first + 2] === GAP.spacedDash && gap[first + 5] === GAP.spacedDash
  consider(scan, start[first]!, end[last]!, isDashed ? 'shape' : 'label')
  return last
}

/** Returns the last group used. */
function international(scan: Scan, first: number): number {
  const { start, end, gap } = scan.groups
  let last = first
  let digits = end[first]! - start[first]!
  while (gap[last] !== GAP.none && gap[last] !== GAP.odd && last - first < 6) {
    const next = end[last + 1]! - start[last + 1]!
    if (digits + next > INTERNATIONAL_DIGITS_MAX) break
    digits += next
    last++
  }
  scan.steps += end[last]! - start[first]!
  if (digits < INTERNATIONAL_DIGITS_MIN || digits > INTERNATIONAL_DIGITS_MAX || !rightFree(scan.text, end[last]!))
    return first
  const from = scan.text.lastIndexOf('+', start[first]!)
  const value = digitsIn(scan.text, from, end[last]!)
  if (value.startsWith('0')) return first
  if (value.startsWith('1')) {
    if (!isNanpNumber(value.slice(1, 11))) return first
    let national = first
    let length = end[first]! - start[first]!
    while (length < 11) length += end[++national]! - start[national]!
    if (length > 11) return first
    last = national
  }
  push(scan, from, extended(scan, end[last]!), 1, true)
  return last
}

function consider(scan: Scan, start: number, end: number, proof: 'shape' | 'weak' | 'label' | 'local'): boolean {
  scan.steps += end - start
  let digits = digitsIn(scan.text, start, end)
  if (digits.length === 11 && digits.startsWith('1')) digits = digits.slice(1)
  if (!isNanpNumber(proof === 'local' ? `601${digits}` : digits)) return false
  const left = leftBoundary(scan.text, start)
  if (left === 'bound' || !rightFree(scan.text, end)) return false
  const label = scan.labelLeft(start)
  const kind = (proof === 'label' ? scan.column(start) : null) ?? label?.kind ?? scan.hint
  if (left === 'glued' && !(kind === 'phone' && label?.distance === 0)) return false
  if (kind !== 'phone') {
    if (
      (proof === 'local' && !isSaidOfSameArea(scan, end)) ||
      (proof === 'label' && !isOurs(scan, start, digits, kind))
    )
      return false
    const close = label !== null && label.distance < 3
    if (kind === 'reference' && (proof === 'weak' || close)) return false
    if (proof === 'weak' && close && kind !== null) return false
  }
  if (
    proof === 'local' &&
    !isSaidOfSameArea(scan, end) &&
    (label === null || label.distance > (scan.tables ? LOCAL_WORDS_MAX : 3))
  )
    return false
  const open = scan.text.charCodeAt(start - 1) === 0x28 && scan.text.slice(start, start + 5).includes(')')
  push(scan, open ? start - 1 : start, extended(scan, end), proof === 'shape' ? 0.9 : 0.75, proof === 'shape')
  return true
}

/** Within a sentence: nobody numbers anything else so by chance more than once in a hundred times. */
function isOurs({ text, tables }: Scan, start: number, digits: string, kind: LabelKind | null): boolean {
  return (
    tables &&
    kind === null &&
    OUR_AREAS.has(digits.slice(0, 3)) &&
    IN_PROSE.test(text.slice(Math.max(0, start - 6), start))
  )
}

function isSaidOfSameArea({ text, tables }: Scan, end: number): boolean {
  return tables && SAME_AREA.test(text.slice(end, end + 20))
}

/** The end with the extension. */
function extended({ text, tables }: Scan, end: number): number {
  EXTENSION.lastIndex = end
  return tables && EXTENSION.test(text) ? EXTENSION.lastIndex : end
}

function push(scan: Scan, start: number, end: number, score: number, validated: boolean): void {
  const tier = validated ? 'shape' : 'label'
  scan.found.push({ start, end, entity: 'phone_number', score, recognizer: 'phone-number', validated, tier })
}
