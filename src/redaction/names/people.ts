/** The names that a conversation has shown so far, so that a surname alone is known again in a later text. */
export interface People {
  /** Words of names by hash. */
  readonly words: Set<number>
}

export function createPeople(): People {
  return { words: new Set() }
}
