import { toEntryBundle } from '../../core/entry-bundle.ts'
import type { EntryId, ExchangeId } from '../../core/ids.ts'
import type { ExaminedEntry, StateRow } from '../../core/ports.ts'
import { readJson } from '../../core/read-json.ts'
import type { EntryType, StoredEntry } from '../../core/record.ts'
import type { SaltedEntry } from '../../core/salted-entry.ts'
import { TILE_WIDTH, tileWidth } from '../../core/tile-layout.ts'
import { openPartWithSalt, type PartRow } from '../commit/part-row.ts'
import { examineEntry, examineMeta } from '../examine-entry.ts'
import type { KeyRing } from '../key-ring.ts'
import { readParts } from './part-rows.ts'
import { type Queries, readTile } from './tile-source.ts'
import { monthOf } from './write-batch.ts'

interface EntryRow {
  readonly idx: string
  readonly id: EntryId
  readonly type: EntryType
  readonly ref: ExchangeId | null
  readonly time: string
  readonly entry: Buffer
}

const PARTS = `SELECT 0::bigint AS idx, pos, name, kek, feed, seal, ciphertext, beginning, ending FROM part
  WHERE month = $1::date AND entry = $2`

const META_PARTS = `SELECT e.idx, pos, name, kek, feed, seal, ciphertext, beginning, ending
  FROM unnest($1::text[], $2::date[]) AS asked (id, month)
  JOIN log_entry AS e ON e.id = asked.id
  JOIN part ON part.month = asked.month AND part.entry = asked.id AND part.name = 'meta'`

/** Rows of state that are read at once. */
const STATE_PAGE = 5_000

export type PooledReader = ReturnType<typeof createRecordReader>

/** Point reads over connections of their own. Each takes short looks and holds no snapshot. */
export function createRecordReader(db: Queries, ring: KeyRing) {
  const columns = 'SELECT idx, id, type, ref, time, entry FROM log_entry'

  async function stored(row: EntryRow, salts?: Map<string, Buffer>): Promise<StoredEntry> {
    const entry = row.entry.toString()
    const opened: Record<string, Buffer | null> = {}
    for (const { n } of (JSON.parse(entry) as { parts: { n: string }[] }).parts) opened[n] = null
    for (const part of await partsOf(row)) {
      const { content, salt } = openPartWithSalt(row.id, part, ring)
      opened[part.name] = content
      salts?.set(part.name, salt)
    }
    return { index: Number(row.idx), entry, id: row.id, type: row.type, ref: row.ref, time: row.time, parts: opened }
  }

  async function salted(row: EntryRow): Promise<SaltedEntry> {
    const salts = new Map<string, Buffer>()
    return { entry: await stored(row, salts), salts }
  }

  async function partsOf(row: EntryRow): Promise<PartRow[]> {
    return await readParts(db, PARTS, [monthOf(row.time), row.id])
  }

  async function examine(ref: string): Promise<ExaminedEntry[]> {
    const { rows } = await db.query(`${columns} WHERE ref = $1 ORDER BY idx`, [ref])
    return await Promise.all(
      (rows as EntryRow[]).map(async (row) =>
        examineEntry({ ...row, index: Number(row.idx) }, await partsOf(row), ring),
      ),
    )
  }

  async function examineMetas(indexes: readonly number[]): Promise<ExaminedEntry[]> {
    const { rows } = await db.query(`${columns} WHERE idx = ANY ($1) ORDER BY idx`, [[...indexes]])
    const found = rows as EntryRow[]
    const parts = await readParts(db, META_PARTS, [found.map(({ id }) => id), found.map(({ time }) => monthOf(time))])
    const byEntry = new Map(parts.map((part) => [part.idx, part]))
    return found.map((row) => {
      const index = Number(row.idx)
      const part = byEntry.get(index)
      return examineMeta({ ...row, index }, part === undefined ? [] : [part], ring)
    })
  }

  async function where(condition: string, value: unknown): Promise<StoredEntry[]> {
    const { rows } = await db.query(`${columns} WHERE ${condition} = $1 ORDER BY idx`, [value])
    return await Promise.all((rows as EntryRow[]).map((row) => stored(row)))
  }

  async function size(): Promise<number> {
    return Number((await db.query('SELECT size FROM tree_state')).rows[0].size)
  }

  return {
    size,
    entry: async (index: number) => (await where('idx', index))[0] ?? null,
    byId: async (id: string) => (await where('id', id))[0] ?? null,
    async saltedById(id: string): Promise<SaltedEntry | null> {
      const { rows } = await db.query(`${columns} WHERE id = $1`, [id])
      return rows.length === 0 ? null : await salted(rows[0] as EntryRow)
    },
    /** The entries of an exchange with the salts of their parts. */
    async saltedExchange(ref: string): Promise<SaltedEntry[]> {
      const { rows } = await db.query(`${columns} WHERE ref = $1 ORDER BY idx`, [ref])
      return await Promise.all((rows as EntryRow[]).map(salted))
    },
    exchange: (ref: string) => where('ref', ref),
    examine,
    examineMetas,
    async accessEntries(before: number, limit: number): Promise<StoredEntry[]> {
      const select = `${columns} WHERE type = 'access' AND idx < $1 ORDER BY idx DESC LIMIT $2`
      const { rows } = await db.query(select, [before, limit])
      return await Promise.all((rows as EntryRow[]).map((row) => stored(row)))
    },
    async *state(kind: string, prefix = ''): AsyncGenerator<StateRow> {
      for (let last = ''; ; ) {
        const { rows } = await db.query(
          `SELECT key, value FROM state WHERE kind = $1 AND value IS NOT NULL AND starts_with(key, $2) AND key COLLATE "C" > $3
           ORDER BY key COLLATE "C" LIMIT ${STATE_PAGE}`,
          [kind, prefix, last],
        )
        for (const { key, value } of rows) yield { key, value: readJson(value) }
        if (rows.length < STATE_PAGE) return
        last = rows.at(-1)!.key as string
      }
    },
    async stateOf(kind: string, key: string): Promise<unknown> {
      const { rows } = await db.query('SELECT value FROM state WHERE kind = $1 AND key = $2', [kind, key])
      return rows[0]?.value == null ? null : readJson(rows[0].value)
    },
    async checkpoint(): Promise<string | null> {
      const { rows } = await db.query('SELECT note FROM checkpoint ORDER BY size DESC, at DESC LIMIT 1')
      return rows[0]?.note ?? null
    },
    async tile(level: number, index: number, width: number): Promise<Buffer | null> {
      if (width < 1 || width > tileWidth(level, index, await size())) return null
      return await readTile(db, level, index, width)
    },
    async entryBundle(index: number, width: number): Promise<Buffer | null> {
      if (width < 1 || width > tileWidth(0, index, await size())) return null
      const first = index * TILE_WIDTH
      const select = 'SELECT entry FROM log_entry WHERE idx >= $1 AND idx < $2 ORDER BY idx'
      const { rows } = await db.query(select, [first, first + width])
      return toEntryBundle(rows.map((row) => row.entry as Buffer))
    },
  }
}
