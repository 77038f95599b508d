import { parseQuery } from './parse-query.ts'
import { SearchQueryError } from './query-error.ts'
import type { QueryNode } from './query-tree.ts'

/** Exchanges that incidents speak of, by the number that was asked for, as far as the asker may know of them. */
export type IncidentScope = Readonly<Record<string, readonly string[]>>

const INCIDENT = 'incident'

/** The facet of an entry's exchange: asked for by incidents alone. */
export const EXCHANGE = 'exchange'

/** No entry has it. */
const NOTHING: QueryNode = { kind: 'facet', name: EXCHANGE, value: '' }

/** Numbers of the incidents that a query names; none where it can't be read. */
export function incidentsNamed(query: string): string[] {
  if (!query.toLowerCase().includes(`${INCIDENT}:`)) return []
  try {
    return [...new Set(namedIn(parseQuery(query)))]
  } catch (error) {
    if (error instanceof SearchQueryError) return []
    throw error
  }
}

/**
 * The query with the exchanges of its incidents in their place: an incident that its asker mayn't know of, and one that isn't
 * there, have none. Throws {@link SearchQueryError} where nobody has said what the asker may know.
 */
export function withIncidents(node: QueryNode, scope: IncidentScope | undefined): QueryNode {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { ...node, parts: node.parts.map((part) => withIncidents(part, scope)) }
    case 'not':
      return { ...node, part: withIncidents(node.part, scope) }
    case 'facet': {
      if (node.name !== INCIDENT) return node
      if (scope === undefined)
        throw new SearchQueryError(
          'incident: can’t be asked here, since what it finds depends on who asks',
          'Search for the records, and name them or say otherwise which they are.',
        )
      const exchanges = Object.hasOwn(scope, node.value) ? scope[node.value]! : []
      const parts = exchanges.map((value): QueryNode => ({ kind: 'facet', name: EXCHANGE, value }))
      return { kind: 'or', parts: [NOTHING, ...parts] }
    }
    default:
      return node
  }
}

function namedIn(node: QueryNode): string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.flatMap(namedIn)
    case 'not':
      return namedIn(node.part)
    case 'facet':
      return node.name === INCIDENT ? [node.value] : []
    default:
      return []
  }
}
