import { invalid } from './scim-error.ts'

const PAGE_MAX = 200

/** One page of what was found (RFC 7644 section 3.4.2), each in the form that was asked for. */
export interface ListQuery {
  readonly startIndex?: number
  readonly count?: number
  readonly attributes?: string
  readonly excludedAttributes?: string
}

export function listResponse<T>(
  found: readonly T[],
  query: ListQuery,
  resource: (one: T) => Record<string, unknown>,
): object {
  const { startIndex = 1, count = PAGE_MAX } = query
  if (!Number.isSafeInteger(startIndex) || !Number.isSafeInteger(count))
    throw invalid('invalidValue', 'Paging is by numbers.')
  const from = Math.max(1, startIndex)
  const page = found.slice(from - 1, from - 1 + Math.min(Math.max(0, count), PAGE_MAX))
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: found.length,
    startIndex: from,
    itemsPerPage: page.length,
    Resources: page.map((one) => shaped(resource(one), query)),
  }
}

/** With `attributes` only those, with `excludedAttributes` all but those; id and schemas always. */
export function shaped(resource: Record<string, unknown>, { attributes, excludedAttributes }: ListQuery): object {
  const only = names(attributes)
  const not = names(excludedAttributes)
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => {
      const lower = name.toLowerCase()
      return lower === 'id' || lower === 'schemas' || (only === null ? !not?.has(lower) : only.has(lower))
    }),
  )
}

function names(list: string | undefined): ReadonlySet<string> | null {
  if (list === undefined || list.trim() === '') return null
  return new Set(list.split(',').map((name) => name.trim().toLowerCase().replace(/\..*$/, '')))
}
