import type { JsonObject } from './json.ts'
import { asText } from './json.ts'

const RESPONSES_MAX = 1000

interface StoredResponse {
  /** What the response was made from, resolved, and what it said. */
  readonly items: readonly JsonObject[]
  readonly output: readonly JsonObject[]
}

/** What `store: true` keeps at the vendor: responses and their items, by id. */
export class ResponseMemory {
  readonly #responses = new Map<string, StoredResponse>()

  remember(id: string, response: StoredResponse): void {
    this.#responses.delete(id)
    this.#responses.set(id, response)
    const oldest = this.#responses.keys().next()
    if (this.#responses.size > RESPONSES_MAX && !oldest.done) this.#responses.delete(oldest.value)
  }

  /** The conversation up to and including this response. */
  conversation(id: string): readonly JsonObject[] | undefined {
    const stored = this.#responses.get(id)
    return stored && [...stored.items, ...stored.output]
  }

  item(id: string): JsonObject | undefined {
    for (const { output } of this.#responses.values()) {
      const found = output.find((item) => asText(item['id']) === id)
      if (found) return found
    }
    return undefined
  }
}
