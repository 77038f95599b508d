import { isUtf8 } from 'node:buffer'
import type { JsonMember, JsonNode, JsonString } from './json-node.ts'
import { JsonRefusal } from './json-refusal.ts'

export type { JsonMember, JsonNode, JsonString } from './json-node.ts'
export { memberOf, valueOf } from './json-node.ts'
export { jsonEscape, rawOffset, rawOffsets } from './json-offsets.ts'
export { JsonRefusal } from './json-refusal.ts'

const DEPTH_MAX = 64
/** Up to this many keys, comparing with each is cheaper than a set. */
const LINEAR_KEYS_MAX = 8
const CONTROL = /[\u0000-\u001f]/g
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y

/**
 * Reads one JSON document, keeping offsets. Stricter than `JSON.parse`: what two parsers could read differently (a key
 * twice, `__proto__`, lone surrogates) is refused, so that what was judged is what the upstream will read.
 */
export function parseJsonStrict(text: string): JsonNode {
  if (!text.isWellFormed()) throw new JsonRefusal('malformed_body', loneSurrogate(text), 'lone surrogate')
  const reader = new Reader(text)
  const node = reader.value(reader.skipBlank(0), 0)
  const end = reader.skipBlank(node.end)
  if (end !== text.length) throw new JsonRefusal('malformed_body', end, 'text after the document')
  return node
}

/** Decodes UTF-8; refuses bytes that aren't, instead of replacing them. */
export function decodeUtf8Strict(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new JsonRefusal('malformed_body', 0, 'not UTF-8')
  return bytes.toString('utf8')
}

class Reader {
  readonly text: string
  /** First backslash and first control character at or after the last place asked for: both are looked up natively. */
  #backslash = -1
  #control = -1

  constructor(text: string) {
    this.text = text
  }

  value(at: number, depth: number): JsonNode {
    const code = this.text.charCodeAt(at)
    switch (code) {
      case 0x22:
        return this.string(at)
      case 0x7b:
        return this.object(at, depth + 1)
      case 0x5b:
        return this.array(at, depth + 1)
      case 0x74:
        if (this.text.startsWith('true', at)) return { kind: 'boolean', start: at, end: at + 4, value: true }
        break
      case 0x66:
        if (this.text.startsWith('false', at)) return { kind: 'boolean', start: at, end: at + 5, value: false }
        break
      case 0x6e:
        if (this.text.startsWith('null', at)) return { kind: 'null', start: at, end: at + 4, value: null }
        break
      default:
        if (code === 0x2d || (code >= 0x30 && code <= 0x39)) return this.number(at)
    }
    throw new JsonRefusal('malformed_body', Math.min(at, this.text.length), 'a value was expected')
  }

  object(start: number, depth: number): JsonNode {
    if (depth > DEPTH_MAX) throw new JsonRefusal('malformed_body', start, `nested deeper than ${DEPTH_MAX}`)
    const members: JsonMember[] = []
    let known: Set<string> | null = null
    let at = this.skipBlank(start + 1)
    if (this.text.charCodeAt(at) === 0x7d) return { kind: 'object', start, end: at + 1, members }
    for (;;) {
      if (this.text.charCodeAt(at) !== 0x22) throw new JsonRefusal('malformed_body', at, 'a key was expected')
      const name = this.string(at)
      const key = name.value
      if (key === '__proto__') throw new JsonRefusal('malformed_body', at, 'forbidden key')
      if (members.length === LINEAR_KEYS_MAX) known = new Set(members.map((member) => member.key))
      if (known === null ? holds(members, key) : known.has(key)) throw new JsonRefusal('duplicate_key', at, 'key twice')
      known?.add(key)
      at = this.skipBlank(name.end)
      if (this.text.charCodeAt(at) !== 0x3a) throw new JsonRefusal('malformed_body', at, 'a colon was expected')
      const value = this.value(this.skipBlank(at + 1), depth)
      members.push({ key, keyStart: name.start, keyEnd: name.end, value })
      at = this.skipBlank(value.end)
      const next = this.text.charCodeAt(at)
      if (next === 0x7d) return { kind: 'object', start, end: at + 1, members }
      if (next !== 0x2c) throw new JsonRefusal('malformed_body', at, 'a comma or the end of the object was expected')
      at = this.skipBlank(at + 1)
    }
  }

  array(start: number, depth: number): JsonNode {
    if (depth > DEPTH_MAX) throw new JsonRefusal('malformed_body', start, `nested deeper than ${DEPTH_MAX}`)
    const items: JsonNode[] = []
    let at = this.skipBlank(start + 1)
    if (this.text.charCodeAt(at) === 0x5d) return { kind: 'array', start, end: at + 1, items }
    for (;;) {
      const item = this.value(at, depth)
      items.push(item)
      at = this.skipBlank(item.end)
      const next = this.text.charCodeAt(at)
      if (next === 0x5d) return { kind: 'array', start, end: at + 1, items }
      if (next !== 0x2c) throw new JsonRefusal('malformed_body', at, 'a comma or the end of the array was expected')
      at = this.skipBlank(at + 1)
    }
  }

  string(start: number): JsonString {
    const text = this.text
    let close = text.indexOf('"', start + 1)
    if (close < 0) throw new JsonRefusal('malformed_body', start, 'string without end')
    if (this.#backslashFrom(start) < close) {
      close = this.#escapedClose(start)
      return { kind: 'string', start, end: close + 1, value: decoded(text, start, close + 1) }
    }
    if (this.#controlFrom(start) < close) throw new JsonRefusal('malformed_body', this.#control, 'control character')
    return { kind: 'string', start, end: close + 1, value: text.slice(start + 1, close) }
  }

  number(start: number): JsonNode {
    NUMBER.lastIndex = start
    if (!NUMBER.test(this.text)) throw new JsonRefusal('malformed_body', start, 'malformed number')
    const end = NUMBER.lastIndex
    return { kind: 'number', start, end, value: Number(this.text.slice(start, end)) }
  }

  skipBlank(from: number): number {
    let at = from
    for (;;) {
      const code = this.text.charCodeAt(at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at
      at++
    }
  }

  /** The first quote with an even number of backslashes before it; only quotes are visited, not every escape. */
  #escapedClose(start: number): number {
    const text = this.text
    for (let close = text.indexOf('"', start + 1); close >= 0; close = text.indexOf('"', close + 1)) {
      let first = close
      while (text.charCodeAt(first - 1) === 0x5c) first--
      if ((close - first) % 2 === 0) return close
    }
    throw new JsonRefusal('malformed_body', start, 'string without end')
  }

  #backslashFrom(at: number): number {
    if (this.#backslash < at) {
      const found = this.text.indexOf('\\', at)
      this.#backslash = found < 0 ? Number.POSITIVE_INFINITY : found
    }
    return this.#backslash
  }

  #controlFrom(at: number): number {
    if (this.#control < at) {
      CONTROL.lastIndex = at
      this.#control = CONTROL.test(this.text) ? CONTROL.lastIndex - 1 : Number.POSITIVE_INFINITY
    }
    return this.#control
  }
}

function decoded(text: string, start: number, end: number): string {
  let value: string
  try {
    value = JSON.parse(text.slice(start, end)) as string
  } catch {
    throw new JsonRefusal('malformed_body', start, 'malformed string')
  }
  if (!value.isWellFormed()) throw new JsonRefusal('malformed_body', start, 'lone surrogate')
  return value
}

function holds(members: readonly JsonMember[], key: string): boolean {
  for (const member of members) if (member.key === key) return true
  return false
}

function loneSurrogate(text: string): number {
  return /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(text)?.index ?? 0
}
