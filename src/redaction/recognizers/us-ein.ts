import { byLabel } from '../by-label.ts'
import { isEinPrefix } from '../checks-tax.ts'
import type { DigitGroups } from '../digit-groups.ts'
import { labelLeft } from '../labels.ts'
import type { Recognizer, Scan } from '../scan.ts'

const plain = byLabel({
  entity: 'us_ein',
  labels: ['ein', 'tin'],
  value: /^[0-9]{2}-?[0-9]{7}$/,
  accepts: (value) => isEinPrefix(value.slice(0, 2)),
})
/** As a poor scan or a spaced form has it. Streams don't wait for it. */
const SPACED = /(?<![0-9A-Za-z.,$-])[0-9]{2} (?:- )?[0-9]{7}(?![0-9A-Za-z-])/g
const SERIAL_DIGITS = 7
const WORDS_MAX = 3

/** Employer identification numbers, NN-NNNNNNN. */
export const usEin: Recognizer = { ...plain, find }

function find(scan: Scan): void {
  plain.find(scan)
  if (!scan.tables || !holdsSerial(scan.groups)) return
  for (const { 0: value, index } of scan.text.matchAll(SPACED)) {
    scan.steps += value.length
    const label = labelLeft(scan.text, index)
    if (label === null || label.distance > WORDS_MAX || !isEinPrefix(value.slice(0, 2))) continue
    if (label.kind === 'ein' || label.kind === 'tin') push(scan, index, index + value.length)
  }
}

/** Seven digits by themselves somewhere. */
function holdsSerial({ count, start, end }: DigitGroups): boolean {
  for (let at = 0; at < count; at++) if (end[at]! - start[at]! === SERIAL_DIGITS) return true
  return false
}

function push({ found }: Scan, start: number, end: number): void {
  found.push({ start, end, entity: 'us_ein', score: 0.75, recognizer: plain.name, validated: false, tier: 'label' })
}
