import type pg from 'pg'
import { SEALED_TYPES } from '../../core/record.ts'
import type { PartRow } from '../commit/part-row.ts'
import type { KeyRing } from '../key-ring.ts'
import { type FeedRow, type SearchFeed, toDocument } from '../sqlite/search-feed.ts'
import { openReaders } from './connect.ts'

/** How long a step of the index may read, milliseconds. */
const READ_MS = 30_000

/** What a PostgreSQL log holds for this gateway's own index, in order. */
export function openPostgresFeed(databaseUrl: string, ring: KeyRing): SearchFeed {
  const db: pg.Pool = openReaders(databaseUrl, 1, READ_MS)
  return {
    async logId() {
      const { rows } = await db.query("SELECT upper(encode(leaf, 'hex')) AS leaf FROM log_entry WHERE idx = 0")
      return rows[0]?.leaf ?? ''
    },
    size: async () => Number((await db.query('SELECT size FROM tree_state')).rows[0].size),
    async documents(from, to) {
      const { rows } = await db.query(
        `SELECT e.idx, e.id, e.type, e.ref, e.time, e.entry, p.name, p.kek, p.feed, p.seal, p.ciphertext
         FROM log_entry AS e
         LEFT JOIN part AS p ON p.month = date_trunc('month', left(e.time, 10)::date)::date AND p.entry = e.id AND p.feed > 0
         WHERE e.idx >= $1 AND e.idx < $2 ORDER BY e.idx`,
        [from, to],
      )
      return (rows as (Omit<FeedRow, 'idx'> & { idx: string; name: string | null })[])
        .filter((row) => !SEALED_TYPES.has(row.type))
        .map((row) => {
          const part = row.name === null ? undefined : (row as unknown as PartRow)
          return toDocument({ ...row, idx: Number(row.idx) }, part, ring)
        })
    },
    close: () => db.end(),
  }
}
