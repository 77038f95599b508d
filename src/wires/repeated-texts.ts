import { Channel } from './channel.ts'
import type { AnswerContext } from './wire.ts'

/** A text as it is recorded and as it is released. */
export interface PassedText {
  readonly recorded: string
  readonly released: string
  readonly isChanged: boolean
}

/** Texts are remembered up to this many UTF-16 units; beyond it they are read again. */
const REMEMBERED_MAX = 2_097_152

/** A stream of items says each text up to five times. What was made of it the first time holds for the others. */
export class RepeatedTexts {
  readonly #context: Pick<AnswerContext, 'openScan' | 'openText'>
  readonly #known = new Map<string, PassedText>()
  #left = REMEMBERED_MAX

  constructor(context: Pick<AnswerContext, 'openScan' | 'openText'>) {
    this.#context = context
  }

  pass(text: string, json: boolean): PassedText {
    const known = this.#known.get(keyOf(text, json))
    if (known !== undefined) return known
    const { recorded, released, isChanged } = new Channel(this.#context, { json }).whole(text)
    const passed = { recorded, released, isChanged }
    this.remember(text, json, passed)
    return passed
  }

  remember(text: string, json: boolean, passed: PassedText): void {
    if (text.length > this.#left) return
    this.#left -= text.length
    this.#known.set(keyOf(text, json), passed)
  }
}

function keyOf(text: string, json: boolean): string {
  return json ? `j${text}` : `t${text}`
}
