import { existsSync } from 'node:fs'
import type { EntryId } from '../../core/ids.ts'
import type { EntryType } from '../../core/record.ts'
import { openPartRow, type PartRow } from '../commit/part-row.ts'
import type { KeyRing } from '../key-ring.ts'
import { PARTS_MAX } from './commit-batch.ts'
import { openToRead, recordsFile } from './open-database.ts'
import { createRecordReader, type LocalReader } from './record-reader.ts'

/** The `meta` of one entry, opened; null where its content was destroyed. */
export interface EntryMeta {
  readonly index: number
  readonly ref: string | null
  readonly meta: Buffer | null
}

/** A data folder opened to read what is recorded of exchanges, never their content, beside a running gateway or without one. */
export interface MetaFolder {
  readonly reader: LocalReader
  /** The entries from a time on (RFC 3339 UTC) to the end that the log has now, as indexes. */
  since(time: string): { readonly from: number; readonly to: number }
  /** `meta` of every entry of these types in a range of indexes, in order, a few at a time. */
  metas(types: readonly EntryType[], from: number, to: number): Generator<EntryMeta>
  close(): void
}

/** Entries read at a time. */
const CHUNK = 2_048

/** Throws when the folder holds no records. */
export function openMetaFolder(folder: string, ring: KeyRing): MetaFolder {
  if (!existsSync(recordsFile(folder))) throw new Error(`${folder} holds no records`)
  const db = openToRead(folder)
  const timeAt = db.prepare('SELECT time FROM log_entry WHERE idx = ?')
  const size = db.prepare('SELECT max(idx) + 1 AS size FROM log_entry')
  // `meta` is an entry’s first part.
  const rows = db.prepare(`
    SELECT e.idx, e.id, e.ref, p.name, p.kek, p.seal, p.ciphertext, p.feed
    FROM log_entry e LEFT JOIN part p ON p.key = e.idx * ${PARTS_MAX} AND p.name = 'meta'
    WHERE e.idx >= ?1 AND e.idx < ?2 AND e.type IN (SELECT value FROM json_each(?3)) ORDER BY e.idx`)

  /** First index whose entry is not before `since`; times never go back. */
  function firstSince(since: string, end: number): number {
    let low = 0
    let high = end
    while (low < high) {
      const middle = (low + high) >>> 1
      const { time } = timeAt.get(middle) as { time: string }
      if (time < since) low = middle + 1
      else high = middle
    }
    return low
  }

  function* metas(types: readonly EntryType[], from: number, to: number): Generator<EntryMeta> {
    const wanted = JSON.stringify(types)
    for (let next = from; next < to; next += CHUNK) {
      for (const row of rows.all(next, Math.min(next + CHUNK, to), wanted) as unknown as MetaRow[]) {
        const meta = row.seal === null ? null : openPartRow(row.id, { ...row, seal: row.seal, shared: null }, ring)
        yield { index: row.idx, ref: row.ref, meta }
      }
    }
  }

  function since(time: string): { from: number; to: number } {
    const to = (size.get() as { size: number | null }).size ?? 0
    return { from: firstSince(time, to), to }
  }

  return { reader: createRecordReader(db, ring), since, metas, close: () => db.close() }
}

type MetaRow = Omit<PartRow, 'seal'> & {
  readonly idx: number
  readonly id: EntryId
  readonly ref: string | null
  readonly seal: Uint8Array | null
}
