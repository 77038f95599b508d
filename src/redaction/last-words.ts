const LOWER = 1
const UPPER = 2
const SECTION = 3

/** By code unit below 256: what words are made of. */
const LETTERS = letters()

/**
 * The words of a stretch of a text from its end on, read only as far as somebody asks. One object reads one stretch after
 * the other: a text asks for the words before each of its numbers.
 */
export class LastWords {
  #text = ''
  #from = 0
  #next = 0
  #count = 0
  readonly #starts: number[] = []
  readonly #ends: number[] = []

  /** From now on those of this stretch, and none of another any more. */
  over(text: string, from: number, end: number): this {
    this.#text = text
    this.#from = from
    this.#next = end
    this.#count = 0
    return this
  }

  /** Whether there are more words than `index`; 0 is the last one. */
  has(index: number): boolean {
    while (this.#count <= index) if (!this.#read()) return false
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
    let start = this.#next - 1
    while (start >= from && letterAt(text, start) === 0) start--
    this.#next = start
    if (start < from) return false
    const end = start + 1
    const last = letterAt(text, start)
    if (last !== SECTION) while (start > from && letterAt(text, start - 1) === last) start--
    if (last === LOWER && start > from && letterAt(text, start - 1) === UPPER) start--
    this.#starts[this.#count] = start
    this.#ends[this.#count] = end
    this.#count++
    this.#next = start
    return true
  }
}

function letterAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < LETTERS.length ? LETTERS[code]! : 0
}

function letters(): Uint8Array {
  const table = new Uint8Array(256)
  for (let code = 0x41; code <= 0x5a; code++) table[code] = UPPER
  for (let code = 0x61; code <= 0x7a; code++) table[code] = LOWER
  table[0xa7] = SECTION
  return table
}
