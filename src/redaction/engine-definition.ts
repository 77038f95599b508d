import { customRecognizer, type RecognizerDefinition } from './custom/custom-recognizer.ts'
import { createEngine, type RedactionEngine } from './engine.ts'
import type { ValueList } from './lists/list-form.ts'
import type { Recognizer } from './scan.ts'

/** What an engine is made of beside what ships: plain values, which can be sent to a worker. */
export interface EngineDefinition {
  readonly recognizers: readonly RecognizerDefinition[]
  readonly deny: readonly ValueList[]
  readonly allow: readonly ValueList[]
  /** Key of listed digests. */
  readonly listKey: Uint8Array | null
}

/** The engine of a definition. `more` are recognizers that aren't data. */
export function engineOf(definition: EngineDefinition, more: readonly Recognizer[] = []): RedactionEngine {
  const { recognizers, deny, allow, listKey } = definition
  return createEngine({
    recognizers: [...recognizers.map(customRecognizer), ...more],
    lists: { deny, allow, key: listKey === null ? null : Buffer.from(listKey) },
  })
}
