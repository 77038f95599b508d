import type { KnownValues } from '../repeats.ts'
import { createWords, readWords } from './words.ts'

/** The names that a conversation has shown so far, so that a surname alone is known again in another of its texts. */
export interface People {
  /** Hashes of words of names, in the order in which they were learned. */
  readonly words: Set<number>
  /** What has been called an identifier; the same value is one wherever it stands. */
  readonly values: KnownValues
}

export function createPeople(): People {
  return { words: new Set(), values: new Map() }
}

const words = createWords()

/** Whether a text holds a word that was learned as the one after `since` others, or later. */
export function mentions(people: People, since: number, text: string): boolean {
  const later = new Set([...people.words].slice(since))
  readWords(text, words)
  for (let i = 0; i < words.count; i++) if (later.has(words.hash[i]!)) return true
  return false
}
