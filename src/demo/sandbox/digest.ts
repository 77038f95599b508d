import { createHash } from 'node:crypto'
import type { JsonObject } from './json.ts'

/** Fields that don't change what the model answers; a gateway may add, drop or rewrite them without changing an id. */
const incidental = new Set([
  'model',
  'user',
  'safety_identifier',
  'prompt_cache_key',
  'metadata',
  'store',
  'stream',
  'stream_options',
  'service_tier',
])

/** Every answer carries the same instant: nothing the sandbox says depends on a clock. */
export const CREATED = 1_735_689_600

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** What all ids of an answer are derived from: equal requests get equal answers, ids included. */
export function seedOf(body: JsonObject): string {
  return digest(JSON.stringify(Object.entries(body).filter(([name]) => !incidental.has(name))))
}
