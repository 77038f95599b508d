import { applyByteEdits, type ByteEdit } from '../core/edits.ts'
import type { ExchangeId } from '../core/ids.ts'
import type { RecordReader } from '../core/ports.ts'
import type { StoredEntry } from '../core/record.ts'

/** Items of earlier answers, read back from the records. */
export interface ReleasedItems {
  /** The item's JSON exactly as it was released, or null when its record is gone. */
  released(exchange: string, itemId: string): Promise<string | null>
}

export function readReleasedItems(store: RecordReader): ReleasedItems {
  return {
    async released(exchange, itemId) {
      const entries = await store.exchange(exchange as ExchangeId)
      const response = entries.find((entry) => entry.type === 'response')
      const bytes = response === undefined ? null : releasedBytes(response)
      return bytes === null ? null : findItem(bytes.toString('utf8'), itemId)
    },
  }
}

/** What the client got: the recorded body with the `out` edits applied. */
export function releasedBytes(entry: StoredEntry): Buffer | null {
  const body = entry.parts['body']
  if (!body) return null
  const out = entry.parts['out']
  if (out === null) return null
  return out === undefined
    ? body
    : applyByteEdits(body, (JSON.parse(out.toString('utf8')) as { edits: ByteEdit[] }).edits)
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
    const parsed: unknown = JSON.parse(document)
    for (const item of itemsOf(parsed)) if (isItem(item, itemId)) return JSON.stringify(item)
  }
  return null
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
