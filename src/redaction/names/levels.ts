import { LEX } from './lexicon-layout.ts'
import type { Words } from './words.ts'

/** How common a word is as each, from 0 to 3, and whether a city is called so (0 or 1). */
export interface Levels {
  readonly first: number
  readonly last: number
  readonly common: number
  readonly place: number
}

export function levels({ flags }: Words, i: number): Levels {
  const bits = flags[i]!
  return {
    first: (bits >>> LEX.first) & 3,
    last: (bits >>> LEX.last) & 3,
    common: (bits >>> LEX.common) & 3,
    place: (bits >>> LEX.place) & 1,
  }
}
