import type pg from 'pg'
import { HELD, type HeldRows } from '../../core/destruction.ts'
import { RECORD_MARK, type RecordMark } from '../../core/record-mark.ts'
import type { FeedRow, FeedSource } from '../search/read-documents.ts'
import { openReaders } from './connect.ts'
import { readParts } from './part-rows.ts'

/** How long a step of the index may read, milliseconds. */
const READ_MS = 30_000

/** What a PostgreSQL log holds for this gateway's own index. */
export function openPostgresFeed(databaseUrl: string): FeedSource {
  const db: pg.Pool = openReaders(databaseUrl, 1, READ_MS)
  const parts = (condition: string): string =>
    `SELECT e.idx, p.pos, p.name, p.kek, p.feed, p.seal, p.ciphertext, p.beginning, p.ending FROM log_entry AS e
     JOIN part AS p ON p.month = date_trunc('month', left(e.time, 10)::date)::date AND p.entry = e.id AND ${condition}
     WHERE e.idx >= $1 AND e.idx < $2`
  return {
    async logId() {
      const { rows } = await db.query("SELECT upper(encode(leaf, 'hex')) AS leaf FROM log_entry WHERE idx = 0")
      return rows[0]?.leaf ?? ''
    },
    size: async () => Number((await db.query('SELECT size FROM tree_state')).rows[0].size),
    async entries(from, to) {
      const select = 'SELECT idx, id, type, ref, time, entry FROM log_entry WHERE idx >= $1 AND idx < $2 ORDER BY idx'
      const { rows } = await db.query(select, [from, to])
      return (rows as (Omit<FeedRow, 'idx'> & { idx: string })[]).map((row) => ({ ...row, idx: Number(row.idx) }))
    },
    async feeds(from, to) {
      const rows = await readParts(db, parts('p.feed > 0'), [from, to])
      return new Map(rows.map((row) => [row.idx, row]))
    },
    async meta(index) {
      const [meta] = await readParts(db, parts("p.name = 'meta'"), [index, index + 1])
      return meta
    },
    async indexesOf(exchange) {
      const { rows } = await db.query('SELECT idx FROM log_entry WHERE ref = $1 ORDER BY idx', [exchange])
      return (rows as { idx: string }[]).map(({ idx }) => Number(idx))
    },
    async mark(exchange) {
      const { rows } = await db.query('SELECT value FROM state WHERE kind = $1 AND key = $2', [RECORD_MARK, exchange])
      return rows[0]?.value == null ? null : (JSON.parse(rows[0].value) as RecordMark)
    },
    async held() {
      const { rows } = await db.query('SELECT value FROM state WHERE kind = $1 AND value IS NOT NULL', [HELD])
      return (rows as { value: string }[]).map(({ value }) => JSON.parse(value) as HeldRows)
    },
    close: () => db.end(),
  }
}
