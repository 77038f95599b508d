import { isVin } from '../checks-vehicle.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Vehicle identification numbers: seventeen characters whose ninth checks the others, or that a label names. */
export const vin: Recognizer = { entity: 'vin', name: 'vin', find }

const VIN_CHARS = 17
const CHARACTERS = /^(?=.*[A-Z])[A-HJ-NPR-Z0-9]{17}$/i

function find(scan: Scan): void {
  const { text, tokens } = scan
  for (const { start, end } of tokens.all) {
    if (end - start !== VIN_CHARS) continue
    scan.steps += VIN_CHARS
    const value = text.slice(start, end)
    if (/^[A-Z0-9]{17}$/.test(value) && /[A-Z]/.test(value) && isVin(value)) push(scan, start, end, true)
  }
  for (const { start, end, value } of tokens.labelled('vin')) {
    if (CHARACTERS.test(value)) push(scan, start, end, isVin(value.toUpperCase()))
  }
}

function push(scan: Scan, start: number, end: number, validated: boolean): void {
  const tier = validated ? 'shape' : 'label'
  const score = validated ? 1 : 0.8
  scan.found.push({ start, end, entity: 'vin', score, recognizer: 'vin', validated, tier })
}
