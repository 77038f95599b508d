import { SearchQueryError } from './query-error.ts'
import type { QueryNode } from './query-tree.ts'
import { textWords } from './text-words.ts'

/** Words that may stand between the parts of a name: a second name, an initial. */
const BETWEEN = 2

/**
 * A person's name as it is written: in either order, with something between, or with the first name as an initial. Throws
 * `SearchQueryError` on a name of fewer than two words, which would be too many people.
 */
export function nameVariants(name: string): QueryNode {
  const parts = textWords(name)
  const [first, last] = [parts[0], parts.at(-1)]
  if (first === undefined || last === undefined || parts.length < 2)
    throw new SearchQueryError(
      `‘${name.slice(0, 100)}’ is no first and last name`,
      'Write both, or search for the word.',
    )
  const phrase = (text: string): QueryNode => ({ kind: 'words', text, isPrefix: false })
  const initial = [...first][0]!
  return {
    kind: 'or',
    parts: [
      { kind: 'near', texts: [first, last], distance: BETWEEN },
      phrase(`${initial} ${last}`),
      phrase(`${last} ${initial}`),
    ],
  }
}
