import type { Entity } from './recognizer.ts'

/**
 * Entities that are found in whole texts only: prompts and answers that come in one piece. A name may be known by what
 * stands far from it, so in a stream it could only be found by holding more than a word or two. Streams leave them.
 */
export const WHOLE_TEXT_ENTITIES: ReadonlySet<Entity> = new Set<Entity>([
  'person_name',
  'street_address',
  'date_of_birth',
])
