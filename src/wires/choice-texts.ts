import { isRecord } from './answer-json.ts'
import type { ChoicesLayout, TextPlace } from './choices-layout.ts'
import type { JsonPath } from './json-places.ts'

/** A text found in a choice. */
export interface FoundText {
  readonly place: TextPlace
  /** Tells the texts of one choice apart across events. */
  readonly key: string
  readonly path: JsonPath
  readonly text: string
  /** For an element of an array: its `index`, or its position. */
  readonly index: number
}

/** The texts below a choice's message or delta. */
export function findTexts(container: unknown, path: JsonPath, layout: ChoicesLayout): FoundText[] {
  const found: FoundText[] = []
  if (isRecord(container)) {
    for (const place of layout.texts) if (place.at[0]! in container) follow(container, path, place, 0, '', 0, found)
  }
  return found
}

function follow(
  value: unknown,
  path: JsonPath,
  place: TextPlace,
  depth: number,
  key: string,
  index: number,
  found: FoundText[],
): void {
  const step = place.at[depth]
  if (step === undefined) {
    if (typeof value === 'string') found.push({ place, key, path, text: value, index })
  } else if (step === '*') {
    if (!Array.isArray(value)) return
    for (const [i, element] of value.entries()) {
      const number = isRecord(element) && typeof element['index'] === 'number' ? element['index'] : i
      follow(element, [...path, i], place, depth + 1, `${key}.${number}`, number, found)
    }
  } else if (isRecord(value) && Object.hasOwn(value, step)) {
    follow(value[step], [...path, step], place, depth + 1, `${key}.${step}`, index, found)
  }
}

/** A delta that holds nothing but this text. */
export function deltaOf(place: TextPlace, index: number, text: string): Record<string, unknown> {
  return place.at.reduceRight<unknown>(
    (value, step) => (step === '*' ? [{ index, ...(value as object) }] : { [step]: value }),
    text,
  ) as Record<string, unknown>
}
