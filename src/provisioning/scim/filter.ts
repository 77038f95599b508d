import { readPath, unquote } from './path.ts'
import { invalid } from './scim-error.ts'

/** One comparison of a filter; the attribute as `name` or `name.sub`, in lower case. */
export interface Comparison {
  readonly attribute: string
  readonly value: string
}

const TERM =
  /^\s*([\w$:.-]+(?:\[[^\]]{1,600}\])?(?:\.[\w$-]+)?)\s+eq\s+(?:"((?:[^"\\]|\\.)*)"|(true|false))\s*(?:and\s+|$)/i

/**
 * The part of RFC 7644 section 3.4.2.2 by which directories look for what they are about to write: `eq`, joined by `and`.
 * Any other filter is refused: a list that is longer than was asked for would be matched to the wrong account.
 */
export function readFilter(text: string): readonly Comparison[] {
  const comparisons: Comparison[] = []
  let rest = text
  while (rest !== '') {
    const match = TERM.exec(rest)
    if (match === null || comparisons.length === 10)
      throw invalid('invalidFilter', 'Filters are of the form: attribute eq "value", joined by and.')
    const path = readPath(match[1]!)
    if (path === null) throw invalid('invalidFilter', 'Attributes of extensions are not kept.')
    const attribute = path.sub === null ? path.attribute : `${path.attribute}.${path.sub}`
    comparisons.push({ attribute, value: match[2] === undefined ? match[3]!.toLowerCase() : unquote(match[2]) })
    rest = rest.slice(match[0].length)
  }
  return comparisons
}
