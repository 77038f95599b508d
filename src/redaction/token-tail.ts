import { isAlphanumeric } from './boundaries.ts'
import { RIGHT_LABEL_CHARS_MIN } from './id-tokens.ts'

/** Longest identifier in printed groups (an IBAN of 34 characters with its spaces). */
const GROUPED_CHARS_MAX = 46
const GROUP_CHARS_MAX = 5
/** Where a plate is spoken of, three small letters may be its first. */
const PLATE_LETTERS = /(?:plate|tag|placa|lpn)[^]{0,60}[^A-Za-z0-9][a-z]{3} $/i
const GROUP_BEFORE = /(?:^|[^A-Za-z0-9])([A-Z0-9]{1,5}) $/
/** A value and the twenty characters behind it in which a label may follow. */
const RIGHT_CHARS = 21
const VALUE = /[A-Za-z0-9-]*[0-9][A-Za-z0-9-]*/g
/** The first of two coordinates, and an age whose unit may follow. */
const COORDINATE = /-?[0-9]{1,2}\.[0-9]{4,}[^]{0,44}$/
const AGE = /(?:9[0-9]|1[012][0-9])[^]{0,32}$/

/** Where the part of a tail starts that could still become, or grow into, a value made of letters and digits. */
export function tokenTail(tail: string): number {
  let start = groupsStart(tail)
  const low = Math.max(0, tail.length - 64)
  for (const match of tail.slice(low).matchAll(VALUE)) {
    const end = low + match.index + match[0].length
    if (match[0].length < RIGHT_LABEL_CHARS_MIN || tail.length - end > RIGHT_CHARS) continue
    start = Math.min(start, groupsStart(tail.slice(0, end)))
    break
  }
  for (const form of [COORDINATE, AGE]) {
    const found = form.exec(tail.slice(-80))
    if (found !== null) start = Math.min(start, tail.length - found[0].length)
  }
  return start
}

/** Start of the last token, and of short groups before it that it may be printed with. */
function groupsStart(tail: string): number {
  let start = tail.length
  while (start > 0 && isTokenPart(tail.charCodeAt(start - 1))) start--
  for (;;) {
    const before = GROUP_BEFORE.exec(tail.slice(Math.max(0, start - GROUP_CHARS_MAX - 2), start))
    if (before === null || tail.length - start > GROUPED_CHARS_MAX) break
    start -= before[1]!.length + 1
  }
  return PLATE_LETTERS.test(tail.slice(Math.max(0, start - 80), start)) ? start - 4 : start
}

/** Letters, digits, and what stands inside of printed values, codes, addresses and decimals. */
function isTokenPart(code: number): boolean {
  return isAlphanumeric(code) || code === 0x2d || code === 0x2e || code === 0x3a || code === 0x2f
}
