import type { Words } from './en.ts'

/** Language of nobody (BCP 47, private use of the region XA): what a test renders pages in. No page offers it. */
export const PSEUDO = 'en-XA'

/** Languages other than English are up to so much longer. */
const LONGER = 0.4

/**
 * Every word of a language longer, and every text between brackets: what stands on a page outside of them doesn’t come from
 * the languages, and what doesn’t fit will not fit in German either.
 */
export function pseudoOf(words: Words): Words {
  return { ...(pseudo(words) as Words), direction: words.direction }
}

function pseudo(value: unknown): unknown {
  if (typeof value === 'string') return bracketed(value)
  if (typeof value === 'function') return (...values: unknown[]) => pseudo(value(...values))
  if (Array.isArray(value)) return value.map(pseudo)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pseudo(inner)]))
}

function bracketed(text: string): string {
  const longer = (word: string): string => `${word}${'ö'.repeat(Math.ceil(word.length * LONGER))}`
  return text === '' ? '' : `⟦${text.replaceAll(/\p{L}+/gu, longer)}⟧`
}
