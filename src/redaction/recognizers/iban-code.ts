import { isAlphanumeric } from '../boundaries.ts'
import { IBAN_LENGTHS, passesIban } from '../checks-bank.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** International account numbers, whole or in printed groups of four: the country's length and mod 97 prove them. */
export const ibanCode: Recognizer = { entity: 'iban_code', name: 'iban-code', find }

const PRINTED = /[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){11,30}/y
const SPACED_CHARS_MAX = 45

function find(scan: Scan): void {
  let done = 0
  for (const { start } of scan.tokens.all) {
    if (start < done || scan.text.charCodeAt(start) < 0x41) continue
    const length = IBAN_LENGTHS.get(scan.text.slice(start, start + 2))
    if (length === undefined) continue
    scan.steps += length
    PRINTED.lastIndex = start
    const run = PRINTED.exec(scan.text.slice(0, start + SPACED_CHARS_MAX))?.[0]
    if (run === undefined) continue
    const size = printedSize(run, length)
    if (size === 0 || isAlphanumeric(scan.text.charCodeAt(start + size))) continue
    if (!passesIban(run.slice(0, size).replace(/[ -]/g, ''))) continue
    done = start + size
    scan.found.push({
      start,
      end: done,
      entity: 'iban_code',
      score: 1,
      recognizer: 'iban-code',
      validated: true,
      tier: 'shape',
    })
  }
}

/** Where a number of that many letters and digits ends in its printed form, or 0. */
function printedSize(run: string, length: number): number {
  let left = length
  for (let at = 0; at < run.length; at++) {
    if (isAlphanumeric(run.charCodeAt(at)) && --left === 0) return at + 1
  }
  return 0
}
