import { invalid } from './scim-error.ts'

export type Attributes = Readonly<Record<string, unknown>>

/** A boolean, also as the string that one directory sends (`"False"`). */
export function booleanOf(value: unknown, name: string): boolean {
  if (typeof value === 'boolean') return value
  const word = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (word === 'true' || word === 'false') return word === 'true'
  throw invalid('invalidValue', `${name} must be true or false.`)
}

/** Text of sane length without control characters; never empty. */
export function textOf(value: unknown, name: string): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 512 && !/[\u0000-\u001f\u007f]/.test(value))
    return value
  throw invalid('invalidValue', `${name} must be a text of 1 to 512 characters.`)
}

/** The same, or null where a directory clears it. */
export function optionalTextOf(value: unknown, name: string): string | null {
  return value === undefined || value === null || value === '' ? null : textOf(value, name)
}

export function attributesOf(value: unknown, name: string): Attributes {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Attributes
  throw invalid('invalidSyntax', `${name} must be an object.`)
}

/** A list, or the one thing that stands for it. */
export function listOf(value: unknown, name: string, max: number): readonly unknown[] {
  const list = Array.isArray(value) ? (value as unknown[]) : [value]
  if (list.length <= max) return list
  throw invalid('invalidValue', `${name} holds more than ${max} values.`)
}

/** A member by its name in any case (RFC 7643 section 2.1). */
export function member(attributes: Attributes, name: string): unknown {
  const found = Object.keys(attributes).find((key) => key.toLowerCase() === name.toLowerCase())
  return found === undefined ? undefined : attributes[found]
}
