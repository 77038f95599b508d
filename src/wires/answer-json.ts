import type { Edit } from '../core/edits.ts'
import { applyEdits, inverseByteEdits, orderEdits } from '../core/edits.ts'
import { readJson } from '../core/read-json.ts'
import type { AnswerLog } from './answer-log.ts'
import { UnreadableAnswer } from './answer-log.ts'
import type { JsonPath } from './json-places.ts'
import { locate } from './json-places.ts'
import type { AnswerContext, Step } from './wire.ts'

export type JsonRecord = Readonly<Record<string, unknown>>

/** A whole JSON answer, being edited: what the wire changes is spliced into the vendor's own text. */
export interface AnswerDocument {
  readonly value: JsonRecord
  readonly text: string
  /** Puts a value in the place of the one at the path, for the client. */
  release(path: JsonPath, value: unknown): void
  /** The same in what is recorded. */
  record(path: JsonPath, value: unknown): void
}

/** Runs a wire's part over a JSON answer and adds the top-level disclosure. */
export function transformJson(
  body: Buffer,
  context: AnswerContext,
  log: AnswerLog,
  transform: (document: AnswerDocument) => void,
): Step {
  const text = decode(body)
  const released: Edit[] = []
  const recorded: Edit[] = []
  transform({
    value: parseRecord(text),
    text,
    release: (path, value) => released.push(replaceAt(text, path, value)),
    record: (path, value) => recorded.push(replaceAt(text, path, value)),
  })
  log.complete = true
  released.push(disclosureEdit(text, context.disclosure(log.facts())))
  const changes = orderEdits(recorded)
  if (changes.length > 0) log.vendor = () => inverseByteEdits(text, changes)
  return {
    body: changes.length === 0 ? body : Buffer.from(applyEdits(text, changes)),
    released: Buffer.from(applyEdits(text, orderEdits(released))),
  }
}

export function parseRecord(text: string): JsonRecord {
  let value: unknown
  try {
    value = readJson(text)
  } catch (cause) {
    throw new UnreadableAnswer('the answer is not JSON', { cause })
  }
  if (!isRecord(value)) throw new UnreadableAnswer('the answer is not a JSON object')
  return value
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function replaceAt(text: string, path: JsonPath, value: unknown): Edit {
  const place = locate(text, path)
  if (place === null) throw new UnreadableAnswer(`nothing at ${path.join('.')}`)
  return { start: place.start, end: place.end, text: JSON.stringify(value) }
}

/** Adds `ai_disclosure` as the last member of an object; an upstream's own is replaced, since keys stand once. */
export function disclosureEdit(text: string, disclosure: unknown, path: JsonPath = []): Edit {
  const value = JSON.stringify(disclosure)
  const own = text.includes('"ai_disclosure"') ? locate(text, [...path, 'ai_disclosure']) : null
  if (own !== null) return { start: own.start, end: own.end, text: value }
  const end = path.length === 0 ? text.lastIndexOf('}') : (locate(text, path)?.end ?? 0) - 1
  if (end < 0) throw new UnreadableAnswer(`no object at ${path.join('.')}`)
  const isEmpty = /\{\s*$/.test(text.slice(Math.max(0, end - 64), end))
  return { start: end, end, text: `${isEmpty ? '' : ','}"ai_disclosure":${value}` }
}

/** Cuts a member out of an object's text, with one comma. */
export function removeAt(text: string, path: JsonPath): Edit | null {
  const place = locate(text, path)
  if (place === null) return null
  const before = lastBefore(text, place.keyStart)
  if (text[before] === ',') return { start: before, end: place.end, text: '' }
  const after = /^\s*,/.exec(text.slice(place.end))
  return { start: place.keyStart, end: place.end + (after?.[0].length ?? 0), text: '' }
}

/** Position of the last character before `at` that isn't blank. */
function lastBefore(text: string, at: number): number {
  let before = at - 1
  while (text.charCodeAt(before) <= 0x20) before--
  return before
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch (cause) {
    throw new UnreadableAnswer('the answer is not UTF-8', { cause })
  }
}
