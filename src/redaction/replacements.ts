import { createHmac, type KeyObject } from 'node:crypto'
import { normaliseValue } from './placeholders.ts'
import type { Entity } from './recognizer.ts'

/** Longer values are no identifiers of which a part or a digest would help anybody: their kind stands for them. */
const SHOWN_CHARS_MAX = 64

/** The kind of a value, in its place. */
export function kindOnly(entity: Entity): string {
  return `[${entity.toUpperCase()}]`
}

/**
 * A value with all but its last letters and digits starred. At most `keep` of them stay, and never more than half: of a
 * short value nearly all would be left.
 */
export function masked(entity: Entity, value: string, keep: number): string {
  const chars = [...value]
  if (value.length > SHOWN_CHARS_MAX) return kindOnly(entity)
  const isShown = (char: string): boolean => /[\p{L}\p{N}]/u.test(char)
  let hidden = chars.filter(isShown).length
  hidden -= Math.min(keep, Math.floor(hidden / 2))
  return chars.map((char) => (isShown(char) && hidden-- > 0 ? '*' : char)).join('')
}

/**
 * A keyed digest in a value's place: the same value of the same agency looks the same, and nobody without the key can tell
 * which it is. HMAC-SHA-256, 48 bits: enough to tell a text's values apart.
 */
export function hashed(key: KeyObject | Buffer, agency: string, entity: Entity, value: string): string {
  if (value.length > SHOWN_CHARS_MAX) return kindOnly(entity)
  const digest = createHmac('sha256', key).update(`hash\0${agency}\0${entity}\0${normaliseValue(entity, value)}`)
  return `[${entity.toUpperCase()}#${digest.digest('hex').slice(0, 12)}]`
}
