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
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'number':
      if (!Number.isFinite(value)) throw new NotCanonical('a number that is not finite')
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? `[${value.map(canonicalJson).join(',')}]` : object(value as Record<string, unknown>)
    default:
      throw new NotCanonical(`a value of type ${typeof value}`)
  }
}

/** A JSON string; JSON.stringify escapes exactly what RFC 8785 3.2.2.2 escapes, except lone surrogates. */
export function quote(text: string): string {
  if (!text.isWellFormed()) throw new NotCanonical('a lone surrogate')
  return JSON.stringify(text)
}

function object(members: Record<string, unknown>): string {
  let text = ''
  for (const key of Object.keys(members).sort()) {
    const value = members[key]
    if (value === undefined) continue
    text += `${text === '' ? '' : ','}${quote(key)}:${canonicalJson(value)}`
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
