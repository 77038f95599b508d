import { type LabelKind, labelOfKey } from './labels.ts'

/**
 * A form with people or vehicles side by side: what the row is, the value of the first, then of the second.
 * Each value is numbers and capitals, perhaps with the letters of a State behind.
 */
const ROW =
  /^[ \t]{0,8}([A-Za-z][A-Za-z ./#'’-]{0,24}?):?[ \t]{2,}((?=[A-Z0-9 -]*[0-9])[A-Z0-9-]{2,20}(?: [A-Z0-9-]{2,8}){0,3})[ \t]{2,}(?:[A-Z]{1,4} )?$/
const LEFT_CHARS = 128

/** What the row that a value stands in calls it, when another value stands between; null elsewhere. */
export function labelOfRow(text: string, start: number): LabelKind | null {
  const before = text.charCodeAt(start - 1)
  if (before !== 0x20 && before !== 0x09) return null
  // A look no further than a row is long: most numbers of a text without line breaks would see all of it.
  const from = Math.max(0, start - LEFT_CHARS - 1)
  const left = text.slice(from, start)
  const line = left.lastIndexOf('\n') + 1
  if (line === 0 && from > 0) return null
  const row = ROW.exec(left.slice(line))
  return row === null ? null : labelOfKey(row[1]!)
}
