import { createHash } from 'node:crypto'
import { AnswerText } from './bounded-text.ts'
import type { AnswerFacts } from './wire.ts'

/** Thrown when an answer can't be read as its wire's: what can't be read can't be restored, scanned or labelled. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
}

/** Items that may be referred to later are kept up to this many UTF-16 units. */
const ITEMS_MAX = 4_194_304

/** Gathers an answer's facts as it passes. */
export class AnswerLog {
  usage: AnswerFacts['usage'] = null
  model: string | null = null
  vendorId: string | null = null
  complete = false
  labelled = false
  nextSequence: number | null = null
  /** The way back from what is recorded to the vendor's bytes. */
  vendor: () => AnswerFacts['vendor'] = () => []
  readonly finish: string[] = []
  readonly text = new AnswerText()
  readonly #items = new Map<string, string>()
  readonly #blobs = new Set<string>()
  #itemsLeft = ITEMS_MAX

  identify(answer: { readonly id?: unknown; readonly model?: unknown }): void {
    if (typeof answer.id === 'string' && answer.id !== '') this.vendorId = answer.id
    if (typeof answer.model === 'string' && answer.model !== '') this.model = answer.model
  }

  /** Both of OpenAI's spellings: `prompt_tokens`/`completion_tokens` and `input_tokens`/`output_tokens`. */
  count(usage: unknown): void {
    if (typeof usage !== 'object' || usage === null) return
    const counts = usage as Record<string, unknown>
    const input = toCount(counts['prompt_tokens'] ?? counts['input_tokens'])
    const output = toCount(counts['completion_tokens'] ?? counts['output_tokens'])
    const total = counts['total_tokens']
    this.usage = { input, output, total: typeof total === 'number' ? total : input + output }
  }

  item(id: string, json: string): void {
    if (json.length > this.#itemsLeft || this.#items.get(id) === json) return
    this.#itemsLeft -= json.length
    this.#items.set(id, json)
  }

  blob(encrypted: string): void {
    this.#blobs.add(createHash('sha256').update(encrypted).digest('hex'))
  }

  facts(): AnswerFacts {
    const { usage, model, vendorId, complete, labelled, nextSequence } = this
    const items = [...this.#items].map(([id, json]) => ({ id, json }))
    const finish = [...this.finish]
    return {
      usage,
      model,
      vendorId,
      finish,
      complete,
      labelled,
      text: this.text.joined(),
      items,
      blobs: [...this.#blobs],
      nextSequence,
      vendor: this.vendor(),
    }
  }
}

function toCount(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0
}
