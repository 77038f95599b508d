/** The words of a stretch of a text from its end on, read only as far as somebody asks. */
export class LastWords {
  readonly #text: string
  readonly #from: number
  readonly #starts: number[] = []
  readonly #ends: number[] = []
  #next: number

  constructor(text: string, from: number, end: number) {
    this.#text = text
    this.#from = from
    this.#next = end
  }

  /** Whether there are more words than `index`; 0 is the last one. */
  has(index: number): boolean {
    while (this.#starts.length <= index) if (!this.#read()) return false
    return true
  }

  /** Where a word starts that is there. */
  start(index: number): number {
    return this.#starts[index]!
  }

  /** Where a word ends that is there. */
  end(index: number): number {
    return this.#ends[index]!
  }

  word(index: number): string | undefined {
    return index >= 0 && this.has(index) ? this.#text.slice(this.#starts[index]!, this.#ends[index]!) : undefined
  }

  /** As `[A-Z]+(?![a-z])|[A-Z]?[a-z]+|§` reads them from the left. */
  #read(): boolean {
    const text = this.#text
    const from = this.#from
    let end = this.#next
    while (end > from && !isWord(text.charCodeAt(end - 1))) end--
    if (end === from) {
      this.#next = from
      return false
    }
    let start = end - 1
    const last = text.charCodeAt(start)
    if (isUpper(last)) while (start > from && isUpper(text.charCodeAt(start - 1))) start--
    else if (isLower(last)) {
      while (start > from && isLower(text.charCodeAt(start - 1))) start--
      if (start > from && isUpper(text.charCodeAt(start - 1))) start--
    }
    this.#starts.push(start)
    this.#ends.push(end)
    this.#next = start
    return true
  }
}

const SECTION = 0xa7

function isWord(code: number): boolean {
  return isLower(code) || isUpper(code) || code === SECTION
}

function isUpper(code: number): boolean {
  return code >= 0x41 && code <= 0x5a
}

function isLower(code: number): boolean {
  return code >= 0x61 && code <= 0x7a
}
