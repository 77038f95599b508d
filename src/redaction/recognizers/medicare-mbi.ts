import { isAlphanumeric } from '../boundaries.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Medicare beneficiary identifiers: eleven characters whose kinds alternate by position, dashes or spaces after 4 and 7. */
export const medicareMbi: Recognizer = { entity: 'medicare_mbi', name: 'medicare-mbi', find }

const LETTER = 'AC-HJKMNP-RT-Y'
/** Positions by CMS's format sheet; the letters S L O I B Z are never used. */
const MBI = new RegExp(
  `^[1-9][${LETTER}][${LETTER}0-9][0-9]([ -]?)[${LETTER}][${LETTER}0-9][0-9]\\1[${LETTER}]{2}[0-9]{2}(?![A-Za-z0-9])`,
)
const CHARS_MAX = 13

function find(scan: Scan): void {
  const { text, tokens } = scan
  for (const { start, end } of tokens.all) {
    const size = end - start
    if (size !== 4 && size !== 11 && size !== CHARS_MAX) continue
    const second = text.charCodeAt(start + 1)
    // Most tokens of that length are numbers.
    if (second <= 0x39 || isAlphanumeric(text.charCodeAt(start - 1))) continue
    consider(scan, start, text.slice(start, start + CHARS_MAX + 1))
  }
  for (const { start, end, value } of tokens.labelled('medicare')) {
    if (end - start === 11 || end - start === CHARS_MAX) consider(scan, start, value.toUpperCase())
  }
}

function consider(scan: Scan, start: number, value: string): void {
  scan.steps += CHARS_MAX
  const found = MBI.exec(value)
  if (found === null) return
  scan.found.push({
    start,
    end: start + found[0].length,
    entity: 'medicare_mbi',
    score: 1,
    recognizer: 'medicare-mbi',
    validated: true,
    tier: 'shape',
  })
}
