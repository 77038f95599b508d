import type { QueryNode } from './query-tree.ts'
import { textWords } from './text-words.ts'

/**
 * Whether a text holds what a query asks for, by the same rules as the index. Facets and times say nothing about a text:
 * they are its scope, and hold.
 */
export function matchesText(query: QueryNode, words: readonly string[]): boolean {
  switch (query.kind) {
    case 'every':
    case 'facet':
    case 'time':
      return true
    case 'and':
      return query.parts.every((part) => matchesText(part, words))
    case 'or':
      return query.parts.some((part) => matchesText(part, words))
    case 'not':
      return isScope(query.part) || !matchesText(query.part, words)
    case 'words':
      return places(textWords(query.text), query.isPrefix, words).length > 0
    case 'near':
      return areNear(
        query.texts.map((text) => textWords(text)),
        query.distance,
        words,
      )
  }
}

function isScope(node: QueryNode): boolean {
  if (node.kind === 'not') return isScope(node.part)
  if (node.kind === 'and' || node.kind === 'or') return node.parts.every(isScope)
  return node.kind === 'facet' || node.kind === 'time'
}

/** Where the words stand one after the other. */
function places(wanted: readonly string[], isPrefix: boolean, words: readonly string[]): number[] {
  if (wanted.length === 0) return []
  const fits = (word: string | undefined, at: number): boolean =>
    isPrefix && at === wanted.length - 1 ? (word?.startsWith(wanted[at]!) ?? false) : word === wanted[at]
  return words.flatMap((_, start) => (wanted.every((_word, at) => fits(words[start + at], at)) ? [start] : []))
}

/** Whether phrases, one place of each, have at most `distance` words between the first's end and the last's beginning. */
function areNear(phrases: readonly (readonly string[])[], distance: number, words: readonly string[]): boolean {
  const found = phrases.map((phrase) => places(phrase, false, words))
  // The nearest choice begins with some place of some phrase and takes of each other the next one after it.
  return found.flat().some((start) => {
    const chosen = found.map((starts) => starts.find((at) => at >= start))
    if (chosen.some((at) => at === undefined)) return false
    const last = Math.max(...(chosen as number[]))
    const first = chosen.indexOf(start)
    if (first < 0) return false
    return last - (start + phrases[first]!.length) <= distance
  })
}
