import { isRecord } from './answer-json.ts'
import type { AnswerLog } from './answer-log.ts'
import type { JsonPath } from './json-places.ts'
import type { RepeatedTexts } from './repeated-texts.ts'
import type { FoundText } from './response-texts.ts'
import { findResponseTexts } from './response-texts.ts'
import type { AnswerContext } from './wire.ts'

/** A value to be written at a path. */
export interface Replacement {
  readonly path: JsonPath
  value: unknown
}

/** What whole texts below a value become: for the client, and for the record. */
export interface TextChanges {
  readonly released: Replacement[]
  readonly recorded: Replacement[]
}

/** Passes every whole text of a response, an item or an event through scan and restoration. */
export function changeTexts(value: unknown, path: JsonPath, texts: RepeatedTexts, context: AnswerContext): TextChanges {
  const changes: TextChanges = { released: [], recorded: [] }
  for (const found of findResponseTexts(value, path)) {
    const passed = texts.pass(found.text, isJsonText(found, context))
    if (passed.released !== found.text) changes.released.push({ path: found.path, value: passed.released })
    if (passed.recorded !== found.text) changes.recorded.push({ path: found.path, value: passed.recorded })
    if (passed.isChanged && found.isOutput) dropLogprobs(value, path, found.path, changes)
  }
  return changes
}

function isJsonText({ json, isOutput }: FoundText, context: AnswerContext): boolean {
  return json || (isOutput && context.request.structured)
}

/** The list of a changed text's log probabilities is emptied: here, unlike in chat, it must stay a list. */
function dropLogprobs(root: unknown, rootPath: JsonPath, textPath: JsonPath, changes: TextChanges): void {
  const path = [...textPath.slice(0, -1), 'logprobs']
  let value: unknown = root
  for (const step of path.slice(rootPath.length))
    value = (value as Record<string | number, unknown> | undefined)?.[step]
  if (Array.isArray(value) && value.length > 0) changes.released.push({ path, value: [] })
}

/** Appends to the text at a path, after whatever else happened to it. */
export function appendAt(released: Replacement[], path: JsonPath, vendorText: string, addition: string): void {
  const key = path.join('.')
  const replaced = released.find((replacement) => replacement.path.join('.') === key)
  if (replaced === undefined) released.push({ path, value: vendorText + addition })
  else replaced.value = `${String(replaced.value)}${addition}`
}

/** Notes what later requests may refer to: the encrypted contents that were released. */
export function noteBlobs(items: readonly unknown[], log: AnswerLog): void {
  for (const item of items) {
    if (isRecord(item) && typeof item['encrypted_content'] === 'string') log.blob(item['encrypted_content'])
  }
}
