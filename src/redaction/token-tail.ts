import { isAlphanumeric } from './boundaries.ts'
import { RIGHT_LABEL_CHARS_MIN } from './id-tokens.ts'
import { mentionsName } from './labels.ts'
import type { Entity } from './recognizer.ts'

/** Longest identifier in printed groups (an IBAN of 34 characters with its spaces). */
const GROUPED_CHARS_MAX = 46
const GROUP_BEFORE = /(?:^|[^A-Za-z0-9])([A-Z0-9]{1,5}) $/
const GROUP_CHARS_MAX = 5
/** Where a plate is spoken of, two to four small letters and digits may be its first. */
const PLATE_LETTERS = /(?:plate|tag|plt|lic|placa|lpn)[^]{0,60}[^A-Za-z0-9]([a-z0-9]{2,4}) $/i
/** What a label may name, and one word more. */
const NAMED_CHARS = 72
/** A value and the twenty characters behind it in which a label may follow. */
const RIGHT_CHARS = 21
const VALUE = /[A-Za-z0-9-]*[0-9][A-Za-z0-9-]*/g
/** What entities start with that need no label; a capital may be the first of them. */
const STARTS: readonly (readonly [Entity, RegExp])[] = [
  ['vin', /(?<![A-Za-z0-9]|[A-Za-z0-9]-)[A-HJ-NPR-Z0-9]{1,17}$/],
  ['us_dea', /(?<![A-Za-z0-9]|[A-Za-z0-9]-)[A-Z][A-Z0-9]{0,8}-?[0-9]{0,7}$/],
  ['uscis_receipt', /(?<![A-Za-z0-9]|[A-Za-z0-9]-)[A-Z]{1,3}[0-9-]{0,13}$/],
  ['alien_number', /(?<![A-Za-z0-9])A[- ]?[0-9 -]{0,12}$/],
  ['iban_code', /(?<![A-Za-z0-9]|[A-Za-z0-9]-)[A-Z](?:[A-Z](?:[0-9](?:[0-9][A-Z0-9 -]{0,42})?)?)?$/],
  ['medicare_mbi', /(?<![A-Za-z0-9]|[A-Za-z0-9]-)[1-9](?:[A-Z](?:[A-Z0-9](?:[0-9][A-Z0-9 -]{0,10})?)?)?$/],
  ['mac_address', /(?<![A-Za-z0-9])[0-9A-Fa-f]{1,4}(?:[:.-][0-9A-Fa-f]{0,4}){0,6}$/],
  ['precise_location', /-?[0-9]{1,2}\.[0-9]{4,15}[^]{0,50}$/],
  ['age_over_89', /(?:9[0-9]|1[012][0-9])[^]{0,32}$/],
]

/** Where the part of a tail starts that could still become, or grow into, a value made of letters and digits. */
export function tokenTail(tail: string, entities: ReadonlySet<Entity>): number {
  let start = lastToken(tail)
  const near = tail.slice(-96)
  for (const [entity, form] of STARTS) {
    const found = entities.has(entity) ? form.exec(near) : null
    if (found !== null) start = Math.min(start, tail.length - found[0].length)
  }
  const low = Math.max(0, tail.length - 64)
  for (const match of tail.slice(low).matchAll(VALUE)) {
    const end = low + match.index + match[0].length
    if (match[0].length < RIGHT_LABEL_CHARS_MIN || tail.length - end > RIGHT_CHARS) continue
    return Math.min(start, lastToken(tail.slice(0, end)))
  }
  return start
}

/** Start of the last token if it holds a digit or a label names it, and of short groups that it may be printed with. */
function lastToken(tail: string): number {
  let start = tail.length
  while (start > 0 && isTokenPart(tail.charCodeAt(start - 1))) start--
  const token = tail.slice(start)
  if (!mentionsName(tail.slice(Math.max(0, start - NAMED_CHARS), start), token)) {
    return /[0-9]/.test(token) ? start : tail.length
  }
  for (;;) {
    const before = GROUP_BEFORE.exec(tail.slice(Math.max(0, start - GROUP_CHARS_MAX - 2), start))
    if (before === null || tail.length - start > GROUPED_CHARS_MAX) break
    start -= before[1]!.length + 1
  }
  const plate = PLATE_LETTERS.exec(tail.slice(Math.max(0, start - 80), start))
  return plate === null ? start : start - plate[1]!.length - 1
}

/** Letters, digits, and what stands inside of printed values, codes and decimals. */
function isTokenPart(code: number): boolean {
  return isAlphanumeric(code) || code === 0x2d || code === 0x2e || code === 0x3a || code === 0x2f
}
