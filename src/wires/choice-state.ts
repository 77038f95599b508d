import { isRecord } from './answer-json.ts'
import { Channel } from './channel.ts'
import type { FoundText } from './choice-texts.ts'
import type { ChoicesLayout, TextPlace } from './choices-layout.ts'
import type { AnswerContext } from './wire.ts'

/** A channel of a choice, with what is needed to write a delta for it. */
export interface OpenText {
  readonly place: TextPlace
  readonly key: string
  readonly index: number
  readonly channel: Channel
}

/** What one choice of a stream has sent so far. */
export class ChoiceState {
  isFinished = false
  hasCalled = false
  hasRefused = false
  readonly #channels = new Map<string, OpenText>()
  #isChanged = false
  #last: OpenText | null = null

  /** The channel of a text; opened on its first delta. */
  open({ place, key, index }: FoundText, context: AnswerContext): OpenText {
    let text = this.#channels.get(key)
    if (text === undefined) {
      const json = place.json || (place.role === 'prose' && context.request.structured)
      text = { place, key, index, channel: new Channel(context, { json }) }
      this.#channels.set(key, text)
    }
    this.#last = text
    return text
  }

  /** The text that was being sent, when another one begins: clients take it as finished then. */
  takeOther(key: string): OpenText | null {
    return this.#last === null || this.#last.key === key ? null : this.#take(this.#last)
  }

  takeAll(): OpenText[] {
    return [...this.#channels.values()].map((text) => this.#take(text))
  }

  get isChanged(): boolean {
    return this.#isChanged || (this.#last?.channel.isChanged ?? false)
  }

  /** Notes whether a delta calls a tool or refuses: such a choice isn't labelled. */
  note(container: unknown, texts: readonly FoundText[], layout: ChoicesLayout): void {
    for (const { place, text } of texts) if (place.role === 'refusal' && text !== '') this.hasRefused = true
    if (this.hasCalled || !isRecord(container)) return
    this.hasCalled = layout.texts.some(({ role, at }) => role === 'call' && isFilled(container[at[0]!]))
  }

  #take(text: OpenText): OpenText {
    text.channel.flush()
    this.#isChanged ||= text.channel.isChanged
    this.#channels.delete(text.key)
    if (this.#last === text) this.#last = null
    return text
  }
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value != null
}
