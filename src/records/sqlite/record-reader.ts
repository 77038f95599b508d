import type { DatabaseSync } from 'node:sqlite'
import { toEntryBundle } from '../../core/entry-bundle.ts'
import type { EntryId, ExchangeId } from '../../core/ids.ts'
import type { ExaminedEntry, StateRow } from '../../core/ports.ts'
import { readJson } from '../../core/read-json.ts'
import type { EntryType, StoredEntry } from '../../core/record.ts'
import type { SaltedEntry } from '../../core/salted-entry.ts'
import { TILE_WIDTH, tileWidth } from '../../core/tile-layout.ts'
import { openPartWithSalt, type PartRow } from '../commit/part-row.ts'
import { toBuffer } from '../commit/to-buffer.ts'
import { examineEntry, examineMeta } from '../examine-entry.ts'
import type { KeyRing } from '../key-ring.ts'
import { PARTS_MAX } from './commit-batch.ts'
import { openPrompts } from './open-exchanges.ts'
import { createPassageReader, PART_COLUMNS, type TipColumns } from './passage-table.ts'
import { createTileSource } from './tile-source.ts'

interface EntryRow {
  readonly idx: number
  readonly id: EntryId
  readonly type: EntryType
  readonly ref: ExchangeId | null
  readonly time: string
  readonly entry: Uint8Array
}

/** Rows of state that are read at once. */
const STATE_PAGE = 1_000

export type LocalReader = ReturnType<typeof createRecordReader>

/** Point reads on a connection of its own. Each takes one short look and holds no snapshot. */
export function createRecordReader(db: DatabaseSync, ring: KeyRing) {
  const columns = 'idx, id, type, ref, time, entry'
  const size = db.prepare('SELECT size FROM tree_state')
  const byIndex = db.prepare(`SELECT ${columns} FROM log_entry WHERE idx = ?`)
  const byId = db.prepare(`SELECT ${columns} FROM log_entry WHERE id = ?`)
  const byRef = db.prepare(`SELECT ${columns} FROM log_entry WHERE ref = ? ORDER BY idx`)
  const access = db.prepare(
    `SELECT ${columns} FROM log_entry WHERE type = 'access' AND idx < ? ORDER BY idx DESC LIMIT ?`,
  )
  const bundle = db.prepare('SELECT entry FROM log_entry WHERE idx >= ? AND idx < ? ORDER BY idx')
  const parts = db.prepare(`SELECT ${PART_COLUMNS} FROM part WHERE key >= ? AND key < ? ORDER BY key`)
  // What people said is shared between records; what is known of them isn’t.
  const metaParts = db.prepare(
    "SELECT name, kek, seal, ciphertext, feed FROM part WHERE key >= ? AND key < ? AND name = 'meta' ORDER BY key",
  )
  const states = db.prepare(
    `SELECT key, value FROM state WHERE kind = ? AND key >= ? AND key < ? AND key > ? ORDER BY key LIMIT ${STATE_PAGE}`,
  )
  const stateOf = db.prepare('SELECT value FROM state WHERE kind = ? AND key = ?')
  const newest = db.prepare('SELECT note FROM checkpoint ORDER BY size DESC, at DESC LIMIT 1')
  const open = db.prepare(openPrompts(columns))
  const tiles = createTileSource(db)
  const passages = createPassageReader(db)

  function partsOf(index: number): PartRow[] {
    const rows = parts.all(index * PARTS_MAX, (index + 1) * PARTS_MAX)
    return (rows as unknown as (PartRow & TipColumns)[]).map((row) => ({ ...row, shared: passages.sharedOf(row) }))
  }

  /** One look: nothing is destroyed between a part and what it shares. */
  function atOnce<T>(look: () => T): T {
    if (db.isTransaction) return look()
    db.exec('BEGIN')
    try {
      return look()
    } finally {
      db.exec('COMMIT')
    }
  }

  function stored(row: EntryRow, salts?: Map<string, Buffer>): StoredEntry {
    const entry = toBuffer(row.entry).toString()
    const opened: Record<string, Buffer | null> = {}
    for (const { n } of (JSON.parse(entry) as { parts: { n: string }[] }).parts) opened[n] = null
    for (const part of partsOf(row.idx)) {
      const { content, salt } = openPartWithSalt(row.id, part, ring)
      opened[part.name] = content
      salts?.set(part.name, salt)
    }
    return { index: row.idx, entry, id: row.id, type: row.type, ref: row.ref, time: row.time, parts: opened }
  }

  function one(row: unknown): StoredEntry | null {
    return row === undefined ? null : atOnce(() => stored(row as EntryRow))
  }

  function salted(row: EntryRow): SaltedEntry {
    const salts = new Map<string, Buffer>()
    return { entry: stored(row, salts), salts }
  }

  const treeSize = () => (size.get() as { size: number } | undefined)?.size ?? 0

  return {
    size: treeSize,
    entry: (index: number) => one(byIndex.get(index)),
    byId: (id: string) => one(byId.get(id)),
    saltedById(id: string): SaltedEntry | null {
      const row = byId.get(id) as unknown as EntryRow | undefined
      return row === undefined ? null : atOnce(() => salted(row))
    },
    /** The entries of an exchange with the salts of their parts. */
    saltedExchange: (ref: string) => atOnce(() => (byRef.all(ref) as unknown as EntryRow[]).map(salted)),
    exchange: (ref: string) => atOnce(() => (byRef.all(ref) as unknown as EntryRow[]).map((row) => stored(row))),
    examine: (ref: string): ExaminedEntry[] =>
      atOnce(() =>
        (byRef.all(ref) as unknown as EntryRow[]).map((row) =>
          examineEntry({ ...row, index: row.idx }, partsOf(row.idx), ring),
        ),
      ),
    examineMetas: (indexes: readonly number[]): ExaminedEntry[] =>
      atOnce(() =>
        indexes.flatMap((index) => {
          const row = byIndex.get(index) as unknown as EntryRow | undefined
          if (row === undefined) return []
          const rows = metaParts.all(index * PARTS_MAX, (index + 1) * PARTS_MAX) as unknown as PartRow[]
          const parts = rows.map((part) => ({ ...part, shared: null }))
          return [examineMeta({ ...row, index }, parts, ring)]
        }),
      ),
    accessEntries: (before: number, limit: number) =>
      atOnce(() => (access.all(before, limit) as unknown as EntryRow[]).map((row) => stored(row))),
    /** Each page is a look of its own: others may read the same kind meanwhile. */
    *state(kind: string, prefix = ''): Generator<StateRow> {
      for (let last = ''; ; ) {
        const rows = states.all(kind, prefix, `${prefix}\u{10ffff}`, last) as unknown as {
          key: string
          value: string
        }[]
        for (const { key, value } of rows) yield { key, value: readJson(value) }
        if (rows.length < STATE_PAGE) return
        last = rows.at(-1)!.key
      }
    },
    stateOf(kind: string, key: string): unknown {
      const row = stateOf.get(kind, key) as { value: string } | undefined
      return row === undefined ? null : readJson(row.value)
    },
    checkpoint: () => (newest.get() as { note: string } | undefined)?.note ?? null,
    tile(level: number, index: number, width: number): Buffer | null {
      if (width < 1 || width > tileWidth(level, index, treeSize())) return null
      return tiles.tile(level, index, width)
    },
    entryBundle(index: number, width: number): Buffer | null {
      if (width < 1 || width > tileWidth(0, index, treeSize())) return null
      const first = index * TILE_WIDTH
      const rows = bundle.all(first, first + width) as { entry: Uint8Array }[]
      return toEntryBundle(rows.map((row) => row.entry))
    },
    nodeAt: tiles.nodeAt,
    /** Prompts without a terminal entry, as rows of the log. */
    openPrompts: () => open.all() as unknown as EntryRow[],
  }
}
