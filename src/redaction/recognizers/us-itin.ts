import { leftBoundary, rightFree } from '../boundaries.ts'
import { isAssignableItin } from '../checks-tax.ts'
import { digitsIn, GAP } from '../digit-groups.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Individual and adoption taxpayer numbers: 9NN-NN-NNNN by shape, bare digits by label. */
export const usItin: Recognizer = { entity: 'us_itin', name: 'us-itin', find }

function find(scan: Scan): void {
  const { start, end, gap, count } = scan.groups
  for (let g = 0; g + 2 < count; g++) {
    if (scan.text.charCodeAt(start[g]!) !== 0x39 || end[g]! - start[g]! !== 3) continue
    const joint = gap[g]!
    if (joint === GAP.none || joint === GAP.odd || gap[g + 1] !== joint) continue
    if (end[g + 1]! - start[g + 1]! !== 2 || end[g + 2]! - start[g + 2]! !== 4) continue
    separated(scan, start[g]!, end[g + 2]!)
  }
  for (const label of ['itin', 'tin', 'ssn'] as const) {
    for (const { start: from, end: to, value } of scan.tokens.labelled(label)) {
      if (/^[0-9]{9}$/.test(value) && isAssignableItin(value)) push(scan, from, to, false)
    }
  }
}

function separated(scan: Scan, start: number, end: number): void {
  scan.steps += end - start
  if (leftBoundary(scan.text, start) !== 'free' || !rightFree(scan.text, end)) return
  if (!isAssignableItin(digitsIn(scan.text, start, end))) return
  // Real numbers are counted from 0001.
  if (scan.text.slice(end - 4, end) === '0000') return
  const label = scan.labelLeft(start)
  if (label !== null && label.distance < 3 && (label.kind === 'reference' || label.kind === 'version')) return
  push(scan, start, end, true)
}

function push(scan: Scan, start: number, end: number, validated: boolean): void {
  const tier = validated ? 'shape' : 'label'
  scan.found.push({ start, end, entity: 'us_itin', score: 0.85, recognizer: 'us-itin', validated, tier })
}
