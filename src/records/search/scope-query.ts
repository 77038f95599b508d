import { parseQuery } from './parse-query.ts'
import { SearchQueryError } from './query-error.ts'
import type { QueryNode } from './query-tree.ts'
import { takeTimes } from './time-bounds.ts'

/**
 * The words of a query, to be looked for in originals, and its fields and times as a query of their own: the scope.
 * Throws `SearchQueryError` where a field stands beside words in an OR or NOT, or there is no field or time at all.
 */
export function scopeAndWords(query: string): { readonly scope: string; readonly words: QueryNode } {
  const whole = parseQuery(query)
  const { rest, bounds } = takeTimes(whole)
  const parts = rest.kind === 'and' ? rest.parts : [rest]
  const words = parts.filter((part) => !isFacets(part))
  const facets = parts.filter((part) => isFacets(part) && part.kind !== 'every')
  if (words.some(holdsFacet))
    throw new SearchQueryError('a field stands in OR or NOT together with words', 'Write fields beside the words.')
  const scope = [
    ...facets.map(written),
    ...(bounds.after === null ? [] : [`after:${bounds.after}`]),
    ...(bounds.before === null ? [] : [`before:${bounds.before}`]),
  ].join(' ')
  if (scope === '')
    throw new SearchQueryError('the search has no scope', 'Name whose records, or from when: user:, unit:, after: …')
  return { scope, words: words.length === 1 ? words[0]! : { kind: 'and', parts: words } }
}

function isFacets(node: QueryNode): boolean {
  if (node.kind === 'not') return isFacets(node.part)
  if (node.kind === 'and' || node.kind === 'or') return node.parts.every(isFacets)
  return node.kind === 'facet' || node.kind === 'every'
}

function holdsFacet(node: QueryNode): boolean {
  if (node.kind === 'not') return holdsFacet(node.part)
  if (node.kind === 'and' || node.kind === 'or') return node.parts.some(holdsFacet)
  return node.kind === 'facet'
}

function written(node: QueryNode): string {
  switch (node.kind) {
    case 'facet':
      return `${node.name}:"${node.value}"`
    case 'not':
      return `NOT (${written(node.part)})`
    case 'and':
    case 'or':
      return `(${node.parts.map(written).join(node.kind === 'and' ? ' AND ' : ' OR ')})`
    default:
      return ''
  }
}
