import type { Edit } from '../core/edits.ts'
import { applyEdits, orderEdits } from '../core/edits.ts'
import type { JsonNode } from '../core/json-text.ts'
import { readJson } from '../core/read-json.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { refusal } from '../core/refusal-codes.ts'
import { answerSchemas } from './answer-schemas.ts'
import { ShapeRefusal, walkShape } from './shape-walk.ts'
import type { RequestReading, Wire } from './wire.ts'

export type RequestResult =
  | { readonly kind: 'reading'; readonly reading: RequestReading }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }

export interface ReadOptions {
  /**
   * What the catalog grants to the system by name: a field's path without positions (`web_search_options`,
   * `messages.content.image_url.url`), or a path and a kind (`tools.web_search`). A granted value is scanned as open JSON.
   */
  readonly granted: ReadonlySet<string>
}

/** Reads a request by its wire's shape: all text to scan and all that must change, or why it isn't accepted. */
export function readRequest(wire: Wire, text: string, root: JsonNode, options: ReadOptions): RequestResult {
  if (root.kind !== 'object') return refused(new ShapeRefusal('malformed_body', 'the document must be an object'))
  try {
    const found = walkShape(wire.request, text, root, options.granted)
    const facts = wire.readFacts(root)
    return {
      kind: 'reading',
      reading: {
        model: found.model?.value ?? '',
        // A zero-length range right after the brace: `modelEdit` knows that it must write the key too.
        modelRange: found.model?.range ?? { start: root.start + 1, end: root.start + 1 },
        stream: facts.stream,
        runs: found.runs,
        keys: found.keys,
        numbers: found.numbers,
        unscannable: found.unscannable,
        edits: orderEdits([...found.edits, ...(wire.amend?.(root, facts) ?? [])]),
        userFields: found.userFields,
        itemReferences: found.itemReferences,
        recorded: recordedValues(text, found.recordedRanges, []),
        recordedRanges: found.recordedRanges,
        schemas: answerSchemas(root, wire.schemas),
        facts: { ...facts, fields: found.fields },
      },
    }
  } catch (error) {
    if (error instanceof ShapeRefusal) return refused(error)
    throw error
  }
}

function refused(why: ShapeRefusal): RequestResult {
  return { kind: 'refusal', refusal: refusal(why.code, { detail: why.detail }) }
}

/** The edit that names the upstream's model in the forwarded request. */
export function modelEdit(reading: Pick<RequestReading, 'modelRange'>, model: string): Edit {
  const { start, end } = reading.modelRange
  const value = JSON.stringify(model)
  return { start, end, text: start === end ? `"model":${value},` : value }
}

/**
 * Parts the redactions of a request: those in forwarded text, and the recorded fields' values after the others. Recorded
 * fields are cut out of the forwarded request, so an edit in one must not reach it.
 */
export function splitRecorded(
  text: string,
  reading: Pick<RequestReading, 'recordedRanges'>,
  redactions: readonly Edit[],
): { readonly forwarded: readonly Edit[]; readonly recorded: Readonly<Record<string, unknown>> } {
  const ranges = reading.recordedRanges
  const forwarded = redactions.filter(
    (edit) => !ranges.some((range) => edit.start >= range.start && edit.end <= range.end),
  )
  return { forwarded, recorded: recordedValues(text, ranges, redactions) }
}

function recordedValues(
  text: string,
  ranges: RequestReading['recordedRanges'],
  redactions: readonly Edit[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const { name, start, end } of ranges) {
    const inside = redactions.filter((edit) => edit.start >= start && edit.end <= end)
    const moved = inside.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }))
    values[name] = readJson(applyEdits(text.slice(start, end), orderEdits(moved)))
  }
  return values
}
