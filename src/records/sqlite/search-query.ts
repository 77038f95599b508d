import { EVERY, facetToken } from '../search/facet-token.ts'
import { type IncidentScope, withIncidents } from '../search/incident-scope.ts'
import { parseQuery } from '../search/parse-query.ts'
import type { QueryNode } from '../search/query-tree.ts'
import { type TimeBounds, takeTimes } from '../search/time-bounds.ts'

/** A query in the index's own terms. */
export interface CompiledQuery extends TimeBounds {
  /** FTS5 expression over the columns `body` and `f`. */
  readonly match: string
  /** The same without words: what was in scope, whatever its text. */
  readonly scope: string
}

/** Everything that reaches FTS5 is a quoted string or a hash. Throws `SearchQueryError` for what {@link parseQuery} refuses. */
export function compileQuery(query: string, incidents?: IncidentScope): CompiledQuery {
  const { rest: asked, bounds } = takeTimes(parseQuery(query))
  const rest = withIncidents(asked, incidents)
  return { match: matchOf(rest), scope: scopeOf(rest) ?? EVERY_DOCUMENT, ...bounds }
}

/** One facet that documents must have, as an expression. */
export function facetMatch(name: string, value: string): string {
  return `f : ${facetToken(name, value)}`
}

const EVERY_DOCUMENT = `f : ${EVERY}`

function matchOf(node: QueryNode): string {
  switch (node.kind) {
    case 'every':
    case 'time':
      return EVERY_DOCUMENT
    case 'words':
      return `body : ${quoted(node.text)}${node.isPrefix ? '*' : ''}`
    case 'near':
      return `body : NEAR(${node.texts.map(quoted).join(' ')}, ${node.distance})`
    case 'facet':
      return facetMatch(node.name, node.value)
    case 'not':
      return `(${EVERY_DOCUMENT} NOT ${matchOf(node.part)})`
    case 'or':
      return `(${node.parts.map(matchOf).join(' OR ')})`
    case 'and':
      return conjunction(node.parts)
  }
}

function conjunction(parts: readonly QueryNode[]): string {
  const wanted = parts.filter((part) => part.kind !== 'not').map(matchOf)
  const unwanted = parts.flatMap((part) => (part.kind === 'not' ? [matchOf(part.part)] : []))
  const match = wanted.length === 0 ? EVERY_DOCUMENT : wanted.join(' AND ')
  return unwanted.length === 0 ? `(${match})` : `((${match}) NOT (${unwanted.join(' OR ')}))`
}

/** What a node says of facets alone; null where it says nothing, so that everything is in scope. */
function scopeOf(node: QueryNode): string | null {
  switch (node.kind) {
    case 'facet':
      return matchOf(node)
    case 'not':
      return isFacets(node.part) ? matchOf(node) : null
    case 'and': {
      const scopes = node.parts.map(scopeOf).filter((scope) => scope !== null)
      return scopes.length === 0 ? null : `(${scopes.join(' AND ')})`
    }
    case 'or': {
      // A side of words alone could match anything, so the whole has no narrower scope.
      const scopes = node.parts.map(scopeOf)
      return scopes.includes(null) ? null : `(${scopes.join(' OR ')})`
    }
    default:
      return null
  }
}

function isFacets(node: QueryNode): boolean {
  if (node.kind === 'not') return isFacets(node.part)
  if (node.kind === 'and' || node.kind === 'or') return node.parts.every(isFacets)
  return node.kind === 'facet'
}

function quoted(text: string): string {
  // U+0000 would end the expression; it separates words like any other control character.
  return `"${text.replaceAll('"', '""').replaceAll('\0', ' ')}"`
}
