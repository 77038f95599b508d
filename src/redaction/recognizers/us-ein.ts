import { byLabel } from '../by-label.ts'
import { isEinPrefix } from '../checks-tax.ts'
import type { DigitGroups } from '../digit-groups.ts'
import type { Recognizer, Scan } from '../scan.ts'

const plain = byLabel({
  entity: 'us_ein',
  // A form's line may ask for either.
  labels: ['ein', 'tin', 'ssn'],
  value: /^[0-9]{2}-?[0-9]{7}$/,
  accepts: (value, { kind }) => isEinPrefix(value.slice(0, 2)) && (kind !== 'ssn' || value.includes('-')),
})
/** As a poor scan or a spaced form has it. Streams don't wait for it. */
const SPACED = /(?<![0-9A-Za-z.,$-])[0-9]{2} (?:- )?[0-9]{7}(?![0-9A-Za-z-])/g
/** Behind the name of a firm or an office, in brackets or after a comma, nothing else is written so. */
const OF_AN_ORGANISATION =
  /(?:\b(?:Inc|L\.?L\.?C|Corp|Co|Ltd|L\.?L\.?P|P\.?C|P\.?A)\b\.?|\b(?:Company|Corporation|Foundation|Association|Assn|Church|Ministries|School|District|Schools|R-[IVX]{1,5}|County|City|Hospital|Clinic|Center|Bank|Services|Group|Partners|Holdings|Enterprises|Farms?|Trucking|Construction|vendor|payee|employer|contractor|awardee))[ ,]{0,2}[([]$/i
const SHAPED = /(?<![0-9A-Za-z.,$-])[0-9]{2}-[0-9]{7}(?![0-9A-Za-z-])/g
const SERIAL_DIGITS = 7
const WORDS_MAX = 3

/** Employer identification numbers, NN-NNNNNNN. */
export const usEin: Recognizer = { ...plain, find }

function find(scan: Scan): void {
  plain.find(scan)
  if (!scan.tables || !holdsSerial(scan.groups)) return
  const named = scan.found.find(({ entity }) => entity === 'us_ein')
  for (const { 0: value, index } of scan.text.matchAll(SHAPED)) {
    scan.steps += value.length
    if (!isEinPrefix(value.slice(0, 2))) continue
    // Where one has been named, what is written alike is another.
    const isAnother = named !== undefined && named.start < index && scan.labelLeft(index) === null
    if (isAnother || OF_AN_ORGANISATION.test(scan.text.slice(Math.max(0, index - 32), index)))
      push(scan, index, index + value.length)
  }
  for (const { 0: value, index } of scan.text.matchAll(SPACED)) {
    scan.steps += value.length
    const label = scan.labelLeft(index)
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
