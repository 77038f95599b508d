import { applyByteEdits, type ByteEdit } from '#src/core/edits.ts'
import type { ExchangeId } from '#src/core/ids.ts'
import type { StoredEntry } from '#src/core/record.ts'
import type { TestGateway } from './start-gateway.ts'

/** All entries of an exchange, oldest first; the id is what `AI-Record` said. */
export function recordsOf(gateway: TestGateway, record: string | null): Promise<StoredEntry[]> {
  return gateway.app.store.exchange((record ?? '') as ExchangeId)
}

export function metaOf(entry: StoredEntry | undefined): Record<string, unknown> {
  return JSON.parse(entry?.parts['meta']?.toString('utf8') ?? 'null') as Record<string, unknown>
}

/** A recorded body with the edits of `orig` or `out` applied: what was received, or what was released. */
export function withEdits(entry: StoredEntry | undefined, part: 'orig' | 'out'): Buffer {
  const body = entry?.parts['body'] ?? Buffer.alloc(0)
  const edits = entry?.parts[part]
  return edits == null
    ? body
    : applyByteEdits(body, (JSON.parse(edits.toString('utf8')) as { edits: ByteEdit[] }).edits)
}
