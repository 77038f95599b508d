import { applyEdits, orderEdits } from '../core/edits.ts'
import type { JsonRecord } from './answer-json.ts'
import { replaceAt } from './answer-json.ts'
import type { AnswerLog } from './answer-log.ts'
import type { StreamEvent } from './event-stream.ts'
import { withData, writeEvent } from './event-stream.ts'
import type { Replacement } from './response-changes.ts'

/** An event on its way out. */
export interface OutgoingEvent {
  /** The vendor's event; null for one of ours. */
  readonly event: StreamEvent | null
  /** Its data, parsed; null for a comment. */
  readonly value: JsonRecord | null
  readonly released: Replacement[]
}

/** Writes events whose `sequence_number` must go up by one: each event of ours shifts all that follow. */
export class NumberedEvents {
  readonly #log: AnswerLog
  #shift = 0

  constructor(log: AnswerLog) {
    this.#log = log
  }

  insert(value: JsonRecord): OutgoingEvent {
    return { event: null, value, released: [] }
  }

  /** `edit` writes the data instead, given the change of number. */
  write(outgoing: OutgoingEvent, out: Buffer[], edit?: (number: readonly Replacement[]) => string): void {
    const { event, value, released } = outgoing
    if (event === null) return void out.push(this.#own(value ?? {}))
    const data = event.data ?? ''
    const number = this.#number(value)
    if (edit !== undefined) return void out.push(withData(event, edit(number)))
    const changes = [...released, ...number]
    if (changes.length === 0) return void out.push(event.raw)
    const edits = changes.map(({ path, value: replacement }) => replaceAt(data, path, replacement))
    out.push(withData(event, applyEdits(data, orderEdits(edits))))
  }

  #number(value: JsonRecord | null): Replacement[] {
    const number = value?.['sequence_number']
    if (typeof number !== 'number') return []
    this.#log.nextSequence = number + this.#shift + 1
    return this.#shift === 0 ? [] : [{ path: ['sequence_number'], value: number + this.#shift }]
  }

  #own(value: JsonRecord): Buffer {
    const number = this.#log.nextSequence
    const numbered = number === null ? value : { ...value, sequence_number: number }
    if (number !== null) this.#log.nextSequence = number + 1
    this.#shift++
    return writeEvent({ name: String(value['type']), data: JSON.stringify(numbered) })
  }
}
