import type { Edit } from '../core/edits.ts'
import type { TextLeaf } from '../wires/wire.ts'

/** Byte range of a JSON string in a record's body, quotes included. */
export type BodySpan = readonly [start: number, end: number]

/**
 * Where the texts of a request stand in the bytes that were forwarded, run by run, so that the search index can read them
 * there and nobody need send or store them twice. `edits` lead from `text` to those bytes, in order. Fields that aren't
 * forwarded have no place.
 */
export function bodySpans(
  text: string,
  isAscii: boolean,
  edits: readonly Edit[],
  runs: readonly (readonly TextLeaf[])[],
): BodySpan[][] {
  const leaves = runs.flat().filter((leaf) => leaf.recorded !== true)
  const places = new Map<number, number>()
  for (const leaf of leaves) places.set(leaf.start, -1).set(leaf.end, -1)
  const bytesOf = (from: number, to: number): number => (isAscii ? to - from : Buffer.byteLength(text.slice(from, to)))
  let at = 0
  let bytes = 0
  let next = 0
  for (const offset of [...places.keys()].sort((a, b) => a - b)) {
    for (; next < edits.length && edits[next]!.end <= offset && edits[next]!.start < offset; next++) {
      const edit = edits[next]!
      bytes += bytesOf(at, edit.start) + Buffer.byteLength(edit.text)
      at = edit.end
    }
    if (offset < at || (next < edits.length && edits[next]!.start < offset)) continue
    bytes += bytesOf(at, offset)
    at = offset
    places.set(offset, bytes)
  }
  const spans = runs.map((run) =>
    run.map((leaf): BodySpan => [places.get(leaf.start) ?? -1, places.get(leaf.end) ?? -1]),
  )
  return spans.map((run) => run.filter(([start, end]) => start >= 0 && end > start)).filter((run) => run.length > 0)
}
