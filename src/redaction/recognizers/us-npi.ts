import { byLabel } from '../by-label.ts'
import { orBySurroundings } from '../by-surroundings.ts'
import { passesLuhn } from '../checks.ts'

const VALUE = /^[12][0-9]{9}$/
const MENTIONED = /(?<![A-Za-z])NPIs?(?![A-Za-z])/i
const MENTIONED_CHARS = 160

/** The label is enough: a number with a slip of the pen is still somebody's. */
const labelled = byLabel({ entity: 'us_npi', labels: ['npi'], value: VALUE })

/** National provider identifiers: by label, and by their check digit where one was spoken of. */
export const usNpi = orBySurroundings(labelled, {
  score: 0.8,
  validated: true,
  isNamed(scan, { start, end }) {
    if (end - start !== 10) return false
    const value = scan.text.slice(start, end)
    if (!VALUE.test(value) || !passesLuhn(`80840${value}`)) return false
    scan.steps += MENTIONED_CHARS
    return scan.column(start) === null && MENTIONED.test(scan.text.slice(Math.max(0, start - MENTIONED_CHARS), start))
  },
})
