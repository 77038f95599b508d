import type { LabelledToken } from '../id-tokens.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Plates after their label: five to eight letters and digits in one or two groups. */
export const licensePlate: Recognizer = { entity: 'license_plate', name: 'license-plate', find }

const WORDS_MAX = 4
const PLATE = /^(?=.{5,9}$)(?:[A-Z0-9]{1,4}[ -][A-Z0-9]{1,5}|[A-Z0-9]{5,8})$/i
/** A group before or after, set apart by a space; lower case would be prose. */
const BEFORE = /(?:^|[^A-Za-z0-9])([A-Z]{1,4}) $/
/** Three letters as a person in a hurry types them. */
const TYPED = /(?:^|[^A-Za-z0-9])((?!the|was|for|and|tag|num|has|are|its|not|car)[a-z]{3}) $/
const AFTER = /^ ([A-Z0-9]{1,5})(?![A-Za-z0-9])/
const REGION = /^(?:MS|MO|TN|AL|LA|AR|KS|IL|IA|NO|ID|IS|US|USA|TAG)$/

function find(scan: Scan): void {
  let done = 0
  for (const token of scan.tokens.labelled('plate')) {
    if (token.start < done || token.distance > WORDS_MAX) continue
    const { start, end } = wholePlate(scan, token)
    const value = scan.text.slice(start, end)
    scan.steps += end - start
    if (!PLATE.test(value) || !/[0-9]/.test(value) || /^[0-9]{5,}$/.test(value)) continue
    done = end
    scan.found.push({
      start,
      end,
      entity: 'license_plate',
      score: 0.8,
      recognizer: 'license-plate',
      validated: false,
      tier: 'label',
    })
  }
}

function wholePlate({ text }: Scan, { start, end, value }: LabelledToken): { start: number; end: number } {
  if (value.length > 4 || value.includes('-')) return { start, end }
  const after = AFTER.exec(text.slice(end, end + 8))
  if (after !== null && /[A-Z]/.test(after[1]! + value)) return { start, end: end + after[0].length }
  const left = text.slice(Math.max(0, start - 6), start)
  const before = BEFORE.exec(left) ?? TYPED.exec(left)
  if (before === null || REGION.test(before[1]!)) return { start, end }
  return { start: start - before[1]!.length - 1, end }
}
