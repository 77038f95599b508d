import type { JsonString } from './json-node.ts'

/**
 * Maps an offset in a string's decoded value to the offset in the document. An offset at the value's end maps to the
 * closing quote.
 */
export function rawOffset(text: string, node: JsonString, valueOffset: number): number {
  return rawOffsets(text, node, [valueOffset])[0]!
}

/** {@link rawOffset} for many ascending offsets in one walk. */
export function rawOffsets(text: string, node: JsonString, valueOffsets: readonly number[]): number[] {
  const first = node.start + 1
  if (node.value.length === node.end - node.start - 2) return valueOffsets.map((offset) => first + offset)
  const result: number[] = []
  let raw = first
  let decoded = 0
  let backslash = text.indexOf('\\', first)
  for (const offset of valueOffsets) {
    // Every escape stands for exactly one code unit, so between two escapes both offsets move together.
    while (backslash >= 0 && backslash < node.end && decoded + (backslash - raw) < offset) {
      decoded += backslash - raw + 1
      raw = backslash + (text.charCodeAt(backslash + 1) === 0x75 ? 6 : 2)
      backslash = text.indexOf('\\', raw)
    }
    result.push(raw + (offset - decoded))
  }
  return result
}

/** The text as it stands between the quotes of a JSON string. */
export function jsonEscape(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
