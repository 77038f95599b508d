import { parseQuery } from '../../../records/search/parse-query.ts'
import { SearchQueryError } from '../../../records/search/query-error.ts'
import type { QueryNode } from '../../../records/search/query-tree.ts'

/** What is wrong with a query, by the language itself; null: nothing. */
export function queryFault(q: string): { message: string; next: string; position: number | null } | null {
  try {
    parseQuery(q)
    return null
  } catch (error) {
    if (!(error instanceof SearchQueryError)) throw error
    const { problem, next, position } = error
    return { message: `${problem.slice(0, 1).toUpperCase()}${problem.slice(1)}.`, next, position }
  }
}

/** Whether a query has words, or asks for a type of entry: its hits are entries then, else whole records. */
export function hasWords(q: string): boolean {
  return queryFault(q) === null && saysWords(parseQuery(q))
}

function saysWords(node: QueryNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.parts.some(saysWords)
  if (node.kind === 'not') return saysWords(node.part)
  return node.kind === 'words' || node.kind === 'near' || (node.kind === 'facet' && node.name === 'type')
}
