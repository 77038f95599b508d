import { Refused } from './governance-api.ts'

/** What a list is asked for: so many, from where the answer before ended. */
export interface PageAsked {
  readonly limit?: number
  readonly cursor?: string
}

/**
 * Some of a list that is sorted by when (RFC 3339 UTC) and id, the newest first. The cursor names the last one that was
 * shown, so that what is added or gone on with meanwhile shifts nothing.
 */
export function pageOf<T extends { readonly at: string; readonly id: string }>(
  newestFirst: readonly T[],
  { limit = 50, cursor }: PageAsked,
): { readonly shown: readonly T[]; readonly cursor: string | null } {
  const after = cursor === undefined ? null : placeOf(cursor)
  const left = after === null ? newestFirst : newestFirst.filter((one) => placeOrder(one, after) > 0)
  const shown = left.slice(0, limit)
  const last = shown.at(-1)
  return { shown, cursor: last === undefined || shown.length === left.length ? null : `${last.at}_${last.id}` }
}

interface Place {
  readonly at: string
  readonly id: string
}

/** Newest first: below 0 where `a` comes before `b`. */
export function placeOrder(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1
  return a.id === b.id ? 0 : a.id < b.id ? 1 : -1
}

function placeOf(cursor: string): Place {
  const [, at, id] = /^(\d{4}-[\d:.T-]+Z)_([\w-]+)$/.exec(cursor) ?? []
  if (at === undefined || id === undefined)
    throw new Refused('malformed_body', { rule: 'cursor', next: 'Send the cursor as the answer before had it.' })
  return { at, id }
}
