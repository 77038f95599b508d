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
  if (!isSetApart(text, start)) return null
  // A look no further than a row is long: most numbers of a text without line breaks would see all of it.
  const from = Math.max(0, start - LEFT_CHARS - 1)
  const left = text.slice(from, start)
  const line = left.lastIndexOf('\n') + 1
  if (line === 0 && from > 0) return null
  const row = ROW.exec(left.slice(line))
  return row === null ? null : labelOfKey(row[1]!)
}

/** Two blanks set it apart from the value before, perhaps with the letters of a State between. */
function isSetApart(text: string, start: number): boolean {
  let at = start - 1
  if (!isBlank(text, at)) return false
  if (isBlank(text, at - 1)) return true
  for (at--; start - at < 7 && isCapital(text.charCodeAt(at)); ) at--
  return isBlank(text, at) && isBlank(text, at - 1)
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === 0x20 || code === 0x09
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a
}
