/** Different texts of a field that are kept once; a field that has more of them is each row's own. */
const DIFFERENT_MAX = 64
/** Shorter ones aren't worth being a part of their key. */
const PART_MIN = 16

const NOTHING: readonly never[] = Object.freeze([])

/**
 * Rows of one kind mostly say the same: of which request, by whom, with which outcome. As they are read, each such text is
 * kept once for all of them, and what a row's key ends in stays a part of the key: a hundred thousand codings take a third of
 * the memory. Rows that were just read are changed in place; what they say stays.
 */
export function alikeRows(): (key: string, value: unknown) => unknown {
  const known = new Map<string, Map<string, string>>()

  function once(field: string, text: string): string {
    const texts = known.get(field) ?? new Map<string, string>()
    known.set(field, texts)
    const found = texts.get(text)
    if (found !== undefined) return found
    if (texts.size < DIFFERENT_MAX) texts.set(text, text)
    return text
  }

  return (key, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const row = value as Record<string, unknown>
    for (const field of Object.keys(row)) {
      const said = row[field]
      if (typeof said === 'string')
        row[field] = said.length >= PART_MIN && key.endsWith(said) ? key.slice(-said.length) : once(field, said)
      else if (Array.isArray(said) && said.length === 0) row[field] = NOTHING
    }
    return row
  }
}
