import { applyEdits } from '../core/edits.ts'
import { disclosureEdit } from './answer-json.ts'
import type { StreamEvent } from './event-stream.ts'
import { withData, writeEvent } from './event-stream.ts'

/** An event that waits for the end of its stream. */
interface HeldEvent {
  /** The vendor's event; null for one of ours. */
  readonly event: StreamEvent | null
  /** Its data after all edits; null for a comment. */
  readonly data: string | null
  /** Text goes out even when the stream breaks off; the label and what ends an answer don't. */
  readonly kind: 'text' | 'label' | 'end'
}

/**
 * The events that may turn out to be a stream's last ones. The disclosure rides on the last, so they wait until either
 * more follows or the end marker has come.
 */
export class HeldEvents {
  #events: HeldEvent[] = []

  get isEmpty(): boolean {
    return this.#events.length === 0
  }

  get hasLabel(): boolean {
    return this.#events.some(({ kind }) => kind === 'label')
  }

  hold(held: HeldEvent): void {
    this.#events.push(held)
  }

  release(out: Buffer[]): void {
    if (this.#events.length === 0) return
    for (const held of this.#events) out.push(bytesOf(held))
    this.#events = []
  }

  releaseText(out: Buffer[]): void {
    for (const held of this.#events) if (held.kind === 'text') out.push(bytesOf(held))
    this.#events = []
  }

  /** Releases all, the last one with data carrying the disclosure. False where there is none to carry it. */
  releaseWith(disclosure: unknown, out: Buffer[]): boolean {
    const last = this.#events.findLastIndex(({ data }) => data !== null)
    const held = this.#events[last]
    if (held?.data == null) return false
    const data = applyEdits(held.data, [disclosureEdit(held.data, disclosure)])
    this.#events[last] = { ...held, data }
    this.release(out)
    return true
  }
}

function bytesOf({ event, data }: HeldEvent): Buffer {
  if (event === null) return writeEvent({ data: data ?? '' })
  return data === null || data === event.data ? event.raw : withData(event, data)
}
