import type { JsonRecord } from './answer-json.ts'
import type { AnswerLog } from './answer-log.ts'
import { ANSWER_TEXT_MAX } from './bounded-text.ts'
import { Channel } from './channel.ts'
import type { RepeatedTexts } from './repeated-texts.ts'
import type { Replacement, TextChanges } from './response-changes.ts'
import type { AnswerContext } from './wire.ts'

/** A text that is being sent in deltas. */
interface OpenText {
  readonly key: string
  readonly json: boolean
  readonly channel: Channel
  /** What a delta of ours has beside its text. */
  readonly fields: JsonRecord
  /** The text so far; null once it is too long to remember. */
  whole: { vendor: string; recorded: string; released: string } | null
}

/** The rest of a text that was held back when it ended. */
export interface HeldRest {
  readonly fields: JsonRecord
  readonly recorded: string
  readonly released: string
}

const DELTA = '.delta'
const DONE = '.done'

/** The texts of a response that are sent in deltas; `….delta` and `….done` events of one kind belong together. */
export class ResponseChannels {
  readonly #context: AnswerContext
  readonly #texts: RepeatedTexts
  readonly #log: AnswerLog
  readonly #open = new Map<string, OpenText>()

  constructor(context: AnswerContext, texts: RepeatedTexts, log: AnswerLog) {
    this.#context = context
    this.#texts = texts
    this.#log = log
  }

  isDelta(value: JsonRecord): boolean {
    const { type, delta } = value
    return (
      typeof delta === 'string' && typeof type === 'string' && type.endsWith(DELTA) && type !== 'response.audio.delta'
    )
  }

  push(value: JsonRecord): TextChanges {
    const text = this.#channelOf(value)
    const delta = String(value['delta'])
    const { recorded, released, isChanged } = text.channel.push(delta)
    this.#log.text.add(text.key, recorded)
    if (text.whole !== null) append(text, delta, recorded, released)
    const changes: { released: Replacement[]; recorded: Replacement[] } = { released: [], recorded: [] }
    if (released !== delta) changes.released.push({ path: ['delta'], value: released })
    if (recorded !== delta) changes.recorded.push({ path: ['delta'], value: recorded })
    const { logprobs } = value
    if (isChanged && Array.isArray(logprobs) && logprobs.length > 0)
      changes.released.push({ path: ['logprobs'], value: [] })
    return changes
  }

  /** The texts that end with this event: its own kind's, or all of an item that is done. */
  close(value: JsonRecord): HeldRest[] {
    const { type } = value
    if (typeof type !== 'string' || !type.endsWith(DONE) || this.#open.size === 0) return []
    const own = this.#open.get(keyOf(value, type.slice(0, -DONE.length)))
    if (own !== undefined) return this.#take([own])
    if (type !== 'response.output_item.done') return []
    return this.#take([...this.#open.values()].filter(({ fields }) => fields['output_index'] === value['output_index']))
  }

  closeAll(): HeldRest[] {
    return this.#take([...this.#open.values()])
  }

  #take(texts: readonly OpenText[]): HeldRest[] {
    return texts.map((text) => {
      this.#open.delete(text.key)
      const { recorded, released, isChanged } = text.channel.flush()
      this.#log.text.add(text.key, recorded)
      if (text.whole !== null) {
        append(text, '', recorded, released)
        const { vendor, ...passed } = text.whole
        this.#texts.remember(vendor, text.json, { ...passed, isChanged })
      }
      return { fields: text.fields, recorded, released }
    })
  }

  #channelOf(value: JsonRecord): OpenText {
    const kind = String(value['type']).slice(0, -DELTA.length)
    const key = keyOf(value, kind)
    const open = this.#open.get(key)
    if (open !== undefined) return open
    const isOutput = kind === 'response.output_text'
    const json = kind.endsWith('arguments') || (isOutput && this.#context.request.structured)
    const { delta: _, logprobs: __, obfuscation: ___, sequence_number: ____, ...rest } = value
    const fields = isOutput ? { ...rest, logprobs: [] } : rest
    const whole = { vendor: '', recorded: '', released: '' }
    const text = { key, json, channel: new Channel(this.#context, { json }), fields, whole }
    this.#open.set(key, text)
    return text
  }
}

function append(text: OpenText, vendor: string, recorded: string, released: string): void {
  if (text.whole === null) return
  text.whole.vendor += vendor
  text.whole.recorded += recorded
  text.whole.released += released
  if (text.whole.vendor.length > ANSWER_TEXT_MAX) text.whole = null
}

function keyOf(value: JsonRecord, kind: string): string {
  return `${kind}|${value['item_id']}|${value['output_index']}|${value['content_index'] ?? value['summary_index']}`
}
