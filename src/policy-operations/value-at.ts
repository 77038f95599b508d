/** What stands at `key.key` below a value: the rows of a list are named by `id`, else by their place. Undefined: nothing. */
export function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value
  if (typeof value !== 'object' || value === null) return undefined
  // Ids may hold dots: the longest key that fits is taken.
  for (const [key, member] of members(value)) {
    if (path === key) return member
    if (path.startsWith(`${key}.`)) {
      const found = valueAt(member, path.slice(key.length + 1))
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** The members of an object or list, by the name that people know them by. */
export function members(value: object): (readonly [string, unknown])[] {
  if (!Array.isArray(value)) return Object.entries(value)
  return value.map((row: unknown, index) => [rowName(row) ?? String(index), row] as const)
}

/** The `id` of a row, or null. */
export function rowName(row: unknown): string | null {
  return typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? row.id : null
}
