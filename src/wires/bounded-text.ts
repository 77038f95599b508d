/** Text of an answer is kept for the label rules and the search index up to this many UTF-16 units. */
export const ANSWER_TEXT_MAX = 1_048_576

/** What an answer said, one text a key in the order in which they began, within one bound for all. */
export class AnswerText {
  readonly #texts = new Map<string, string>()
  #left = ANSWER_TEXT_MAX

  add(key: string, text: string): void {
    if (this.#left === 0) return
    const kept = text.length > this.#left ? text.slice(0, this.#left) : text
    this.#left -= kept.length
    this.#texts.set(key, (this.#texts.get(key) ?? '') + kept)
  }

  /** Whether the bound was reached: the last text may go on beyond what was kept. */
  get isFull(): boolean {
    return this.#left === 0
  }

  get(key: string): string {
    return this.#texts.get(key) ?? ''
  }

  joined(): string {
    return [...this.#texts.values()].filter((text) => text !== '').join('\n')
  }
}
