import type { DatabaseSync } from 'node:sqlite'
import { HELD, type HeldRows } from '../../core/destruction.ts'
import { RECORD_MARK, type RecordMark } from '../../core/record-mark.ts'
import type { PartRow } from '../commit/part-row.ts'
import type { FeedRow, FeedSource } from '../search/read-documents.ts'
import { PARTS_MAX } from './commit-batch.ts'
import { createPassageReader, PART_COLUMNS, type TipColumns } from './passage-table.ts'

/** What the embedded log holds for the index. */
export function createFeedSource(db: DatabaseSync): FeedSource {
  const first = db.prepare('SELECT hex(leaf) AS leaf FROM log_entry WHERE idx = 0')
  const size = db.prepare('SELECT size FROM tree_state')
  const entries = db.prepare(
    'SELECT idx, id, type, ref, time, entry FROM log_entry WHERE idx >= ? AND idx < ? ORDER BY idx',
  )
  const ofExchange = db.prepare('SELECT idx FROM log_entry WHERE ref = ? ORDER BY idx')
  const columns = `SELECT key, ${PART_COLUMNS} FROM part`
  const feeds = db.prepare(`${columns} WHERE key >= ? AND key < ? AND feed > 0 ORDER BY key`)
  const metas = db.prepare(`${columns} WHERE key >= ? AND key < ? AND name = 'meta'`)
  const held = db.prepare('SELECT value FROM state WHERE kind = ?')
  const passages = createPassageReader(db)
  const mark = db.prepare('SELECT value FROM state WHERE kind = ? AND key = ?')

  return {
    logId: () => (first.get() as { leaf: string } | undefined)?.leaf ?? '',
    size: () => (size.get() as { size: number } | undefined)?.size ?? 0,
    entries: (from, to) => entries.all(from, to) as unknown as FeedRow[],
    feeds(from, to) {
      const rows = feeds.all(from * PARTS_MAX, to * PARTS_MAX) as unknown as (PartRow & TipColumns & { key: number })[]
      return new Map(rows.map((row) => [Math.floor(row.key / PARTS_MAX), { ...row, shared: passages.sharedOf(row) }]))
    },
    meta(index) {
      const row = metas.get(index * PARTS_MAX, (index + 1) * PARTS_MAX) as unknown as PartRow | undefined
      return row === undefined ? undefined : { ...row, shared: null }
    },
    indexesOf: (exchange) => (ofExchange.all(exchange) as { idx: number }[]).map(({ idx }) => idx),
    mark(exchange) {
      const row = mark.get(RECORD_MARK, exchange) as { value: string } | undefined
      return row === undefined ? null : (JSON.parse(row.value) as RecordMark)
    },
    held: () => (held.all(HELD) as { value: string }[]).map(({ value }) => JSON.parse(value) as HeldRows),
    close: () => db.close(),
  }
}
