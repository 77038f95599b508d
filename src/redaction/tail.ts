import { isAlphanumeric } from './boundaries.ts'
import { isDigit } from './digit-groups.ts'
import type { Entity } from './recognizer.ts'
import { KEY_PREFIXES } from './recognizers/api-key.ts'
import { passwordTail } from './recognizers/password.ts'
import { tokenTail } from './token-tail.ts'
import { viewOf } from './view.ts'

/** How far back a tail is looked at; what is longer isn't held whole anyway. */
const WINDOW_CHARS = 320
/** Entities with a tail of their own; all others are tokens of letters and digits. */
const OWN_TAIL: ReadonlySet<Entity> = new Set([
  'us_ssn',
  'credit_card',
  'email_address',
  'phone_number',
  'ip_address',
  'api_key',
  'private_key',
  'jwt',
  'password',
])
const PEM_BEGIN = '-----BEGIN '
const PEM_PARTIAL = /-----BEGIN [A-Z0-9 ]{0,48}-{0,4}$/
/** An escape that stands for another character once it is whole. */
const ESCAPE_PARTIAL = /(?:\\u?[0-9a-fA-F]{0,3}|%[2-7]?|&#?x?[0-9a-fA-F]{0,7}|&[a-z]{1,7})$/
const BARE_NINE = /(?:[0-9]{9}|[0-9]{3}[- ][0-9]{6}|[0-9]{5}[- ][0-9]{4})(?![0-9])[^]{0,20}$/

/**
 * Where the shortest tail starts that could still be, or grow into, one of these entities. Errs towards holding; plain
 * words aren't held unless e-mail addresses are to be removed, since any word may go on with `@`.
 */
export function tailStart(text: string, from: number, entities: ReadonlySet<Entity>): number {
  if (entities.size === 0) return text.length
  const low = Math.max(0, text.length - WINDOW_CHARS)
  const view = viewOf(low === 0 ? text : text.slice(low))
  const tail = view.text
  let start = tail.length
  if (
    entities.has('us_ssn') ||
    entities.has('credit_card') ||
    entities.has('phone_number') ||
    entities.has('ip_address') ||
    entities.has('us_itin')
  ) {
    start = Math.min(start, digitsStart(tail))
  }
  if (entities.has('us_ssn')) start = Math.min(start, bareNineStart(tail))
  if (entities.has('email_address')) start = Math.min(start, walkBack(tail, isMail))
  if (entities.has('ip_address')) start = Math.min(start, walkBack(tail, isHexColonDot))
  if (entities.has('api_key')) start = Math.min(start, prefixStart(tail, KEY_PREFIXES, isKey))
  if (entities.has('jwt')) start = Math.min(start, prefixStart(tail, ['eyJ'], isToken))
  if (entities.has('private_key')) start = Math.min(start, pemStart(tail))
  if (entities.has('password')) start = Math.min(start, passwordTail(tail))
  if ([...entities].some((entity) => !OWN_TAIL.has(entity))) start = Math.min(start, tokenTail(tail, entities))
  const offset = low + (view.map === null ? start : view.map[start]!)
  const escape = ESCAPE_PARTIAL.exec(text.slice(-12))
  const partial = escape === null ? text.length : text.length - escape[0].length
  // A partial escape continues what stands before it.
  const before = partial < text.length && partial > from ? tailStart(text.slice(0, partial), from, entities) : partial
  return Math.max(from, Math.min(offset, partial, before))
}

/** The text without an escape at its end that may not be whole yet. */
export function withoutPartialEscape(text: string): string {
  const escape = ESCAPE_PARTIAL.exec(text.slice(-12))
  return escape === null ? text : text.slice(0, text.length - escape[0].length)
}

/** Start of a trailing number with its separators, and up to four letters that may be its suffix. */
function digitsStart(tail: string): number {
  let at = tail.length
  while (at > 0 && tail.length - at < 5 && isSuffix(tail.charCodeAt(at - 1))) at--
  if (!isDigit(tail.charCodeAt(at - 1))) at = tail.length
  while (at > 0 && isNumberPart(tail.charCodeAt(at - 1))) at--
  while (at < tail.length && !startsNumber(tail.charCodeAt(at))) at++
  return at
}

const NUMBER_PARTS = new Set([...'-. ()+/_'].map((char) => char.charCodeAt(0)))

/** Nine bare digits wait for the label that may follow them. */
function bareNineStart(tail: string): number {
  const match = BARE_NINE.exec(tail.slice(-40))
  return match === null ? tail.length : digitsStart(tail.slice(0, tail.length - match[0].length + 9))
}

function prefixStart(tail: string, prefixes: readonly string[], isBody: (code: number) => boolean): number {
  const run = walkBack(tail, isBody)
  let start = tail.length
  for (const prefix of prefixes) {
    for (let at = tail.indexOf(prefix, run); at >= 0 && at < start; at = tail.indexOf(prefix, at + 1)) {
      if (at === 0 || !isAlphanumeric(tail.charCodeAt(at - 1))) start = at
    }
    for (let length = Math.min(prefix.length - 1, tail.length); length > 0; length--) {
      const at = tail.length - length
      if (at < start && tail.endsWith(prefix.slice(0, length)) && !isAlphanumeric(tail.charCodeAt(at - 1))) start = at
    }
  }
  return start
}

function pemStart(tail: string): number {
  const partial = PEM_PARTIAL.exec(tail.slice(-96))
  if (partial !== null) return tail.length - partial[0].length
  for (let length = PEM_BEGIN.length; length > 0; length--) {
    if (tail.endsWith(PEM_BEGIN.slice(0, length))) return tail.length - length
  }
  return tail.length
}

function walkBack(tail: string, accepts: (code: number) => boolean): number {
  let at = tail.length
  while (at > 0 && accepts(tail.charCodeAt(at - 1))) at--
  return at
}

function isSuffix(code: number): boolean {
  return isAlphanumeric(code) ? !isDigit(code) : code === 0x2d
}

function isNumberPart(code: number): boolean {
  return isDigit(code) || NUMBER_PARTS.has(code)
}

function startsNumber(code: number): boolean {
  return isDigit(code) || code === 0x28 || code === 0x2b
}

function isMail(code: number): boolean {
  if (isAlphanumeric(code) || (code >= 0xc0 && code <= 0x24f)) return true
  return (
    code === 0x40 || code === 0x2e || code === 0x5f || code === 0x2d || code === 0x2b || code === 0x27 || code === 0x26
  )
}

function isHexColonDot(code: number): boolean {
  return (
    isDigit(code) || code === 0x3a || code === 0x2e || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46)
  )
}

function isKey(code: number): boolean {
  return isToken(code) || code === 0x25 || code === 0x2b || code === 0x2f || code === 0x3d
}

function isToken(code: number): boolean {
  return isAlphanumeric(code) || code === 0x2d || code === 0x5f || code === 0x2e
}
