import type { Recognizer, Scan } from '../scan.ts'

/** DEA registrations of prescribers: two letters (or a letter and 9) and seven digits, the last a check. */
export const usDea: Recognizer = { entity: 'us_dea', name: 'us-dea', find }

/** A label further off belongs to something else. */
const WORDS_MAX = 3
const DEA = /^[ABCDEFGHJKLMPRSTUX][A-Z9]-?[0-9]{7}$/

function find(scan: Scan): void {
  for (const { start, end } of scan.tokens.all) {
    if (end - start !== 9 && end - start !== 10) continue
    scan.steps += 9
    const value = scan.text.slice(start, end)
    if (!DEA.test(value) || !passesDea(value.slice(-7))) continue
    const near = scan.labelLeft(start)
    const label = scan.column(start) ?? (near === null || near.distance > WORDS_MAX ? scan.hint : near.kind)
    // Nine characters of another kind often pass one check digit in ten.
    if (label !== null && label !== 'dea' && label !== 'npi') continue
    scan.found.push({ start, end, entity: 'us_dea', score: 0.95, recognizer: 'us-dea', validated: true, tier: 'shape' })
  }
}

function passesDea(digits: string): boolean {
  const at = (index: number): number => digits.charCodeAt(index) - 0x30
  return (at(0) + at(2) + at(4) + 2 * (at(1) + at(3) + at(5))) % 10 === at(6)
}
