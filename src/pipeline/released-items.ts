import { applyByteEdits, type ByteEdit } from '../core/edits.ts'
import type { ExchangeId } from '../core/ids.ts'
import type { RecordReader } from '../core/ports.ts'
import { readJson } from '../core/read-json.ts'
import { type StoredEntry, TERMINAL_TYPES } from '../core/record.ts'

/** Items of earlier answers, read back from the records. */
export interface ReleasedItems {
  /** The item's JSON exactly as it was released, or null when its record is gone. */
  released(exchange: string, itemId: string): Promise<string | null>
}

export function readReleasedItems(store: RecordReader): ReleasedItems {
  return {
    async released(exchange, itemId) {
      const entries = await store.exchange(exchange as ExchangeId)
      const bytes = entries.some((entry) => entry.type === 'response') ? releasedBytes(entries) : null
      return bytes === null ? null : findItem(bytes.toString('utf8'), itemId)
    },
  }
}

/**
 * What the client of an exchange got: the recorded bodies of its answer's pieces and of its end, each with its `out` edits
 * applied. Null where a part of it is gone.
 */
export function releasedBytes(entries: readonly StoredEntry[]): Buffer | null {
  const pieces: Buffer[] = []
  for (const { type, parts } of entries) {
    if (type !== 'piece' && !TERMINAL_TYPES.has(type)) continue
    const { body, out } = parts
    if (body === undefined) continue
    if (body === null || out === null) return null
    pieces.push(out === undefined ? body : applyByteEdits(body, readEdits(out)))
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}

function readEdits(out: Buffer): ByteEdit[] {
  return (readJson(out.toString('utf8')) as { edits: ByteEdit[] }).edits
}

/** In a JSON answer the item stands in `output`; in a stream, in its `response.output_item.done` event. */
function findItem(text: string, itemId: string): string | null {
  const documents = text.startsWith('{')
    ? [text]
    : text
        .split('\n')
        .filter((line) => line.startsWith('data: {'))
        .map((line) => line.slice('data: '.length))
  for (const document of documents) {
    if (!document.includes(itemId)) continue
    for (const item of itemsOf(parsed(document))) if (isItem(item, itemId)) return JSON.stringify(item)
  }
  return null
}

/** The last line of an answer that broke off may be half of one. */
function parsed(document: string): unknown {
  try {
    return readJson(document)
  } catch {
    return null
  }
}

function itemsOf(document: unknown): unknown[] {
  if (typeof document !== 'object' || document === null) return []
  if ('output' in document && Array.isArray(document.output)) return document.output
  if ('type' in document && document.type === 'response.output_item.done' && 'item' in document) return [document.item]
  return []
}

function isItem(value: unknown, id: string): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && value.id === id
}
