/**
 * A JSON value with the place it was read from. Offsets are UTF-16 code units of the document, and a string's range
 * includes its quotes, so that a value can be replaced in the original text and nothing else changes.
 */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull

export interface JsonObject {
  readonly kind: 'object'
  readonly start: number
  readonly end: number
  readonly members: readonly JsonMember[]
}

export interface JsonArray {
  readonly kind: 'array'
  readonly start: number
  readonly end: number
  readonly items: readonly JsonNode[]
}

export interface JsonString {
  readonly kind: 'string'
  readonly start: number
  readonly end: number
  readonly value: string
}

export interface JsonNumber {
  readonly kind: 'number'
  readonly start: number
  readonly end: number
  readonly value: number
}

export interface JsonBoolean {
  readonly kind: 'boolean'
  readonly start: number
  readonly end: number
  readonly value: boolean
}

export interface JsonNull {
  readonly kind: 'null'
  readonly start: number
  readonly end: number
  readonly value: null
}

export interface JsonMember {
  /** Decoded. */
  readonly key: string
  /** Range of the raw key with its quotes. */
  readonly keyStart: number
  readonly keyEnd: number
  readonly value: JsonNode
}

/** The member's value, or undefined. Keys are unique, so there is only one answer. */
export function memberOf(node: JsonNode, key: string): JsonNode | undefined {
  if (node.kind !== 'object') return undefined
  for (const member of node.members) if (member.key === key) return member.value
  return undefined
}

/** The plain value. Objects have no prototype: a caller's key can never reach one. */
export function valueOf(node: JsonNode): unknown {
  if (node.kind === 'array') return node.items.map(valueOf)
  if (node.kind !== 'object') return node.value
  const result: Record<string, unknown> = Object.create(null)
  for (const member of node.members) result[member.key] = valueOf(member.value)
  return result
}
