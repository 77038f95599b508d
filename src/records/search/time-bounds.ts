import { SearchQueryError } from './query-error.ts'
import type { QueryNode } from './query-tree.ts'

/** RFC 3339 UTC: at or after, and before; null where the query doesn't say. */
export interface TimeBounds {
  readonly after: string | null
  readonly before: string | null
}

/**
 * Takes the times out of a query: they bound the whole of it. Of two bounds the narrower holds. Throws
 * {@link SearchQueryError} where one stands beneath OR, NOT or parentheses, as it would then hold for a part only.
 */
export function takeTimes(query: QueryNode): { readonly rest: QueryNode; readonly bounds: TimeBounds } {
  const parts = query.kind === 'and' ? query.parts : [query]
  const bounds: { after: string | null; before: string | null } = { after: null, before: null }
  const rest: QueryNode[] = []
  for (const part of parts) {
    if (part.kind !== 'time') {
      refuseTimes(part)
      rest.push(part)
      continue
    }
    const known = bounds[part.name]
    const isNarrower = known === null || (part.name === 'after' ? part.instant > known : part.instant < known)
    if (isNarrower) bounds[part.name] = part.instant
  }
  return {
    rest: rest.length === 0 ? { kind: 'every' } : rest.length === 1 ? rest[0]! : { kind: 'and', parts: rest },
    bounds,
  }
}

function refuseTimes(node: QueryNode): void {
  if (node.kind === 'time')
    throw new SearchQueryError(
      `${node.name}: holds for the whole query`,
      'Write it outside parentheses, OR and NOT.',
      node.position,
    )
  if (node.kind === 'not') refuseTimes(node.part)
  if (node.kind === 'and' || node.kind === 'or') for (const part of node.parts) refuseTimes(part)
}
