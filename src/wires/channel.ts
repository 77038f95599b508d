import type { AnswerContext, TextStream } from './wire.ts'

/**
 * One text of an answer on its way to the client: scanned, then restored, with a tail held back while it may be half of
 * something. After each step `recorded` is what goes into the record and `released` what goes to the client.
 */
export class Channel {
  recorded = ''
  released = ''
  /** Whether what was released differs from the vendor's text by more than where it was cut. */
  isChanged = false
  readonly #scan: TextStream | null
  readonly #restore: TextStream
  /** The vendor's text that hasn't been released yet, as long as nothing was changed. */
  #ahead = ''

  constructor(context: Pick<AnswerContext, 'openScan' | 'openText'>, options: { readonly json: boolean }) {
    this.#scan = context.openScan?.(options) ?? null
    this.#restore = context.openText(options)
  }

  push(delta: string): this {
    this.recorded = this.#scan === null ? delta : this.#scan.push(delta)
    this.released = this.recorded === '' ? '' : this.#restore.push(this.recorded)
    if (this.isChanged || (this.released === delta && this.#ahead === '')) return this
    const vendor = this.#ahead + delta
    if (vendor.startsWith(this.released)) this.#ahead = vendor.slice(this.released.length)
    else this.isChanged = true
    return this
  }

  flush(): this {
    this.recorded = this.#scan === null ? '' : this.#scan.flush()
    const before = this.recorded === '' ? '' : this.#restore.push(this.recorded)
    this.released = before + this.#restore.flush()
    if (this.released !== this.#ahead) this.isChanged = true
    this.#ahead = ''
    return this
  }

  /** A whole text at once. */
  whole(text: string): this {
    const { recorded, released } = this.push(text)
    this.flush()
    this.recorded = recorded + this.recorded
    this.released = released + this.released
    return this
  }
}
