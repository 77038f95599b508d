import { leftBoundary, rightFree } from '../boundaries.ts'
import { isCardRange, passesLuhn } from '../checks.ts'
import { type DigitGroups, digitsIn, GAP } from '../digit-groups.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Payment and benefit cards: issuer range and Luhn prove them, whole or in printed groups. */
export const creditCard: Recognizer = { entity: 'credit_card', name: 'credit-card', find }

const DIGITS_MIN = 13
const DIGITS_MAX = 19
const PRINTED = new Set(['4-4-4-4', '4-6-5', '4-6-4', '4-4-4-4-3', '4-4-4-1', '4-4-5', '6-13', '8-8'])

function find(scan: Scan): void {
  const { start, end, gap, count } = scan.groups
  for (let g = 0; g < count; g++) {
    const size = end[g]! - start[g]!
    if (size >= DIGITS_MIN) {
      if (size <= DIGITS_MAX) consider(scan, start[g]!, end[g]!, g, g)
      continue
    }
    const joint = gap[g]!
    if (size < 3 || joint === GAP.none || joint === GAP.open || joint === GAP.close) continue
    let last = g
    let digits = size
    while (gap[last] === joint && last - g < 4 && digits < DIGITS_MAX) {
      last++
      const next = end[last]! - start[last]!
      digits += next
      if (digits > DIGITS_MAX) break
      if (digits >= DIGITS_MIN && consider(scan, start[g]!, end[last]!, g, last)) {
        g = last
        break
      }
    }
  }
}

/** Without a printed grouping, a number of rare length or odd groups needs a label as well. */
function consider(scan: Scan, start: number, end: number, firstGroup: number, lastGroup: number): boolean {
  scan.steps += end - start
  const first = scan.text.charCodeAt(start)
  if (first < 0x33 && first !== 0x32) return false
  const digits = digitsIn(scan.text, start, end)
  if (!isCardRange(digits) || !passesLuhn(digits)) return false
  const left = leftBoundary(scan.text, start)
  if (left === 'bound' || !rightFree(scan.text, end)) return false
  const label = scan.labelLeft(start)
  const column = scan.column(start)
  const kind = column ?? label?.kind ?? scan.hint
  if (left === 'glued' && !(kind === 'card' && label?.distance === 0)) return false
  const printed = PRINTED.has(shapeOf(scan.groups, firstGroup, lastGroup))
  const ungrouped = digits.length === end - start
  const usual = digits.length >= 14 && digits.length <= 16
  if (kind !== 'card' && !printed && !(ungrouped && usual)) return false
  if (kind === 'reference' && (!printed || column !== null || (label?.distance ?? 0) < 3)) return false
  scan.found.push({
    start,
    end,
    entity: 'credit_card',
    score: 1,
    recognizer: 'credit-card',
    validated: true,
    tier: 'shape',
  })
  return true
}

/** How a number is grouped, as in `4-4-4-4`. */
function shapeOf({ start, end }: DigitGroups, first: number, last: number): string {
  let shape = `${end[first]! - start[first]!}`
  for (let g = first + 1; g <= last; g++) shape += `-${end[g]! - start[g]!}`
  return shape
}
