import { isRecord } from './answer-json.ts'
import type { JsonPath } from './json-places.ts'

/** A text in a response, an item, a part or an event. */
export interface FoundText {
  readonly path: JsonPath
  readonly text: string
  readonly json: boolean
  /** Output text: prose unless the client asked for a format. */
  readonly isOutput: boolean
}

/** Members that hold text wherever they stand; `true`: the text is JSON. Ids, names and types are none. */
const TEXT_MEMBERS: Readonly<Record<string, boolean>> = {
  text: false,
  refusal: false,
  arguments: true,
  input: false,
  output: false,
  code: false,
  query: false,
  transcript: false,
  output_text: false,
  // The request's own, as the response repeats them.
  instructions: false,
  description: false,
  definition: false,
}

const OUTPUT_TYPES: ReadonlySet<unknown> = new Set(['output_text', 'response.output_text.done'])

/** Every text at and below a value. */
export function findResponseTexts(value: unknown, path: JsonPath): FoundText[] {
  const found: FoundText[] = []
  walk(value, path, found)
  return found
}

function walk(value: unknown, path: JsonPath, found: FoundText[]): void {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) walk(item, [...path, i], found)
  } else if (isRecord(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (typeof member !== 'string') {
        if (typeof member === 'object' && member !== null) walk(member, [...path, key], found)
      } else if (Object.hasOwn(TEXT_MEMBERS, key)) {
        const isOutput = key === 'text' && OUTPUT_TYPES.has(value['type'])
        found.push({ path: [...path, key], text: member, json: TEXT_MEMBERS[key]!, isOutput })
      }
    }
  }
}
