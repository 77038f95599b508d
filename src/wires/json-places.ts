/**
 * Finds values in the text of a JSON document that has already been parsed. Vendors' answers are read with `JSON.parse`;
 * only where something must change is its place looked up, so that the rest leaves as the vendor wrote it.
 */
export type JsonPath = readonly (string | number)[]

export interface JsonPlace {
  /** Range of the value. */
  readonly start: number
  readonly end: number
  /** Where its key starts, for a member of an object. */
  readonly keyStart: number
}

/** The value at a path, or null. Of a key that stands twice the last is found, as `JSON.parse` reads it. */
export function locate(text: string, path: JsonPath): JsonPlace | null {
  let place: JsonPlace | null = { start: skipBlank(text, 0), end: text.length, keyStart: -1 }
  for (const step of path) {
    if (place === null) return null
    place = typeof step === 'number' ? item(text, place.start, step) : member(text, place.start, step)
  }
  return place
}

function member(text: string, open: number, key: string): JsonPlace | null {
  if (text[open] !== '{') return null
  let found: JsonPlace | null = null
  let at = skipBlank(text, open + 1)
  while (text[at] === '"') {
    const keyStart = at
    const keyEnd = skipString(text, at)
    const start = skipBlank(text, skipBlank(text, keyEnd) + 1)
    const end = skipValue(text, start)
    if (isKey(text, keyStart, keyEnd, key)) found = { start, end, keyStart }
    at = skipBlank(text, end)
    if (text[at] !== ',') break
    at = skipBlank(text, at + 1)
  }
  return found
}

function item(text: string, open: number, index: number): JsonPlace | null {
  if (text[open] !== '[') return null
  let at = skipBlank(text, open + 1)
  for (let i = 0; at < text.length && text[at] !== ']'; i++) {
    const end = skipValue(text, at)
    if (i === index) return { start: at, end, keyStart: -1 }
    at = skipBlank(text, skipBlank(text, end) + 1)
  }
  return null
}

function isKey(text: string, start: number, end: number, key: string): boolean {
  if (end - start - 2 === key.length && text.startsWith(key, start + 1)) return true
  return text.slice(start, end).includes('\\') && JSON.parse(text.slice(start, end)) === key
}

function skipValue(text: string, start: number): number {
  const first = text[start]
  if (first === '"') return skipString(text, start)
  if (first !== '{' && first !== '[') {
    let at = start
    while (at < text.length && !isDelimiter(text.charCodeAt(at))) at++
    return at
  }
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) at = skipString(text, at) - 1
    else if (code === 0x7b || code === 0x5b) depth++
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return at + 1
  }
  return text.length
}

function skipString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1
    while (text.charCodeAt(before) === 0x5c) before--
    if ((quote - before) % 2 === 1) return quote + 1
  }
  return text.length
}

function skipBlank(text: string, from: number): number {
  let at = from
  while (isBlank(text.charCodeAt(at))) at++
  return at
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

function isDelimiter(code: number): boolean {
  return code === 0x2c || code === 0x7d || code === 0x5d || isBlank(code)
}
