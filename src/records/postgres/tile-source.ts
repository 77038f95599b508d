import type pg from 'pg'
import { TILE_WIDTH } from '../../core/tile-layout.ts'

/** Whatever runs a query: one connection or a pool of them. */
export type Queries = Pick<pg.ClientBase, 'query'>

/** The first `width` hashes of a tile, or null where the tree doesn't have them: full tiles are rows, others are made. */
export async function readTile(db: Queries, level: number, index: number, width: number): Promise<Buffer | null> {
  const full = await db.query('SELECT hashes FROM tile WHERE level = $1 AND idx = $2', [level, index])
  if (full.rows.length > 0) return (full.rows[0].hashes as Buffer).subarray(0, width * 32)
  const first = index * TILE_WIDTH
  const { rows } =
    level === 0
      ? await db.query('SELECT leaf AS hash FROM log_entry WHERE idx >= $1 AND idx < $2 ORDER BY idx', [
          first,
          first + width,
        ])
      : await db.query('SELECT root AS hash FROM tile WHERE level = $1 AND idx >= $2 AND idx < $3 ORDER BY idx', [
          level - 1,
          first,
          first + width,
        ])
  return rows.length === width ? Buffer.concat(rows.map((row) => row.hash as Buffer)) : null
}
