/**
 * Where text lives in an answer that is a list of choices (chat completions, completions). Only the data differs between
 * wires of this kind.
 */
export interface ChoicesLayout {
  /** Member of a choice that holds the whole text in a JSON answer; null: the choice itself. */
  readonly whole: string | null
  /** The same in an event. */
  readonly delta: string | null
  readonly texts: readonly TextPlace[]
}

export interface TextPlace {
  /** Below the whole or delta; `*` is each element of an array. */
  readonly at: readonly string[]
  /** Only prose is ever labelled; a choice that refuses or calls a tool isn't. */
  readonly role: 'prose' | 'refusal' | 'call' | 'thought'
  /** The text is JSON: what is put into it must be escaped for it. */
  readonly json: boolean
}
