/** Thrown for a value that has no canonical form. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical'
}

/**
 * The canonical JSON text of a value (RFC 8785): members sorted by UTF-16 code units, numbers and strings as ECMAScript
 * prints them. Members whose value is `undefined` are left out, as in JSON.
 * Throws {@link NotCanonical} for lone surrogates, numbers that aren't finite and values that JSON doesn't have.
 */
export function canonicalJson(value: unknown): string {
  // The engine prints a whole document far faster than its strings one by one; it differs from the canonical form in what
  // `ordered` gives up on, and in the escapes that it writes for lone surrogates.
  const copy = ordered(value)
  if (copy !== undefined) {
    const text = JSON.stringify(copy)
    if (!text.includes('\\ud')) return text
  }
  return printed(value)
}

/** A copy with sorted members, or undefined: the value must be printed step by step. */
function ordered(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value : undefined
    case 'object':
      if (value === null) return null
      return Array.isArray(value) ? orderedItems(value) : orderedMembers(value as Record<string, unknown>)
    default:
      return undefined
  }
}

function orderedItems(items: readonly unknown[]): unknown[] | undefined {
  const copy: unknown[] = []
  for (const item of items) {
    const own = ordered(item)
    if (own === undefined) return undefined
    copy.push(own)
  }
  return copy
}

function orderedMembers(members: Record<string, unknown>): Record<string, unknown> | undefined {
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(members).sort()) {
    const value = members[key]
    if (value === undefined) continue
    const first = key.charCodeAt(0)
    // Engines put keys that are numbers first; `__proto__` and `toJSON` are no plain members of an object.
    if ((first >= 0x30 && first <= 0x39) || key === '__proto__' || key === 'toJSON') return undefined
    const own = ordered(value)
    if (own === undefined) return undefined
    copy[key] = own
  }
  return copy
}

function printed(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'number':
      if (!Number.isFinite(value)) throw new NotCanonical('a number that is not finite')
      return String(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? `[${value.map(printed).join(',')}]` : object(value as Record<string, unknown>)
    default:
      throw new NotCanonical(`a value of type ${typeof value}`)
  }
}

/** Short text that stands for itself between quotes: nearly all names and values, at half the cost of the printer. */
const PLAIN = /^[ !#-[\]-~]{0,100}$/

/** A JSON string; JSON.stringify escapes exactly what RFC 8785 3.2.2.2 escapes, except lone surrogates. */
export function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`
  if (!text.isWellFormed()) throw new NotCanonical('a lone surrogate')
  return JSON.stringify(text)
}

function object(members: Record<string, unknown>): string {
  let text = ''
  for (const key of Object.keys(members).sort()) {
    const value = members[key]
    if (value === undefined) continue
    text += `${text === '' ? '' : ','}${quote(key)}:${printed(value)}`
  }
  return `{${text}}`
}

/** The value with every lone surrogate replaced by U+FFFD, for text that came from outside and must be recorded anyway. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), wellFormed(member)]))
}
