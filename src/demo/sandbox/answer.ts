import type { Behaviour } from './behaviours.ts'
import type { JsonObject } from './json.ts'
import type { ResponseMemory } from './response-memory.ts'

/** What an endpoint gives back; how it is delivered, or not, is up to `behaviour`. */
export type Answer =
  | { readonly kind: 'json'; readonly behaviour: Behaviour; readonly body: unknown }
  | { readonly kind: 'events'; readonly behaviour: Behaviour; readonly events: Iterable<string> }

/** Pure but for the memory: equal requests get equal answers. */
export type Endpoint = (body: JsonObject, memory: ResponseMemory) => Answer
