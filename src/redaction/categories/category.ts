/**
 * Personal information that has no shape: words that speak of it, and evidence in the same message of whom they speak.
 * Words alone are talk about the law; a number alone is a number.
 */
export interface Category {
  /** As policy files and records name it, beside the entities. */
  readonly name: string
  /** Folded to small letters; a phrase starts and ends at a word's edge. */
  readonly phrases: readonly string[]
}
