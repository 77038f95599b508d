import type { Shape } from './shape.ts'

/** The small words in which wires describe their requests. */
export const text: Shape = { is: 'text' }
export const assistantText: Shape = { is: 'text', assistant: true }
export const jsonText: Shape = { is: 'text', json: true }
export const boolean: Shape = { is: 'boolean' }
export const open: Shape = { is: 'open' }
export const model: Shape = { is: 'model' }
export const user: Shape = { is: 'user' }
export const recorded: Shape = { is: 'recorded' }
export const image: Shape = { is: 'unscannable', what: 'image' }
export const audio: Shape = { is: 'unscannable', what: 'audio' }
export const file: Shape = { is: 'unscannable', what: 'file' }
export const tokens: Shape = { is: 'unscannable', what: 'tokens' }
export const blob: Shape = { is: 'unscannable', what: 'blob' }

/** Names and ids of the protocol: function names, tool call ids, item ids. */
export const name: Shape = { is: 'name', pattern: /^[A-Za-z0-9_.:/-]{1,256}$/ }

/** What the vendor would remember for us, or look up in what it remembers. */
export const vendorMemory: Shape = { is: 'forbidden', code: 'vendor_memory_off' }
/** What the vendor would do beyond answering: fetch, search, run. */
export const vendorSide: Shape = { is: 'forbidden', code: 'field_not_governed' }

export function word(...of: string[]): Shape {
  return { is: 'word', of }
}

export function number(min: number, max: number): Shape {
  return { is: 'number', min, max }
}

export function integer(min: number, max: number): Shape {
  return { is: 'number', min, max, integer: true }
}

export function array(of: Shape, max?: number): Shape {
  return max === undefined ? { is: 'array', of } : { is: 'array', of, max }
}

/** A message's content parts: adjacent texts among them are one text to the model. */
export function parts(of: Shape): Shape {
  return { is: 'array', of, run: true }
}

export function any(...of: Shape[]): Shape {
  return { is: 'any', of }
}

export function object(fields: Readonly<Record<string, Shape>>, ...required: string[]): Shape {
  return { is: 'object', fields, required }
}

/** An object told by `tag`; each case's own tag field is added here so that no case forgets it. */
export function tagged(tag: string, cases: Readonly<Record<string, Shape>>, fallback?: string): Shape {
  const full = Object.fromEntries(Object.entries(cases).map(([value, shape]) => [value, withTag(shape, tag, value)]))
  return fallback === undefined ? { is: 'tagged', tag, cases: full } : { is: 'tagged', tag, cases: full, fallback }
}

function withTag(shape: Shape, tag: string, value: string): Shape {
  if (shape.is === 'object' || shape.is === 'reference') {
    return { ...shape, fields: { [tag]: word(value), ...shape.fields } }
  }
  if (shape.is !== 'tagged') return shape
  const cases = Object.fromEntries(Object.entries(shape.cases).map(([key, of]) => [key, withTag(of, tag, value)]))
  return { ...shape, cases }
}
