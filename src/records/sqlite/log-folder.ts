import { existsSync } from 'node:fs'
import type { StatementSync } from 'node:sqlite'
import { HASH_BYTES } from '../../core/merkle.ts'
import type { LogReader } from '../../core/ports.ts'
import type { LogSource, RawEntry, RawPart } from '../log-source.ts'
import { PARTS_MAX } from './commit-batch.ts'
import { PLACE } from './migrations/0001-initial.ts'
import { openToRead, recordsFile } from './open-database.ts'
import { openPrompts } from './open-exchanges.ts'
import type { PartRow } from './part-row.ts'
import { createTileSource, toBuffer } from './tile-source.ts'

/** A data folder opened to verify and to prove, read-only, beside a running gateway or without one. */
export interface LogFolder extends LogSource {
  readonly log: LogReader
  /** Indexes of an exchange's entries, or of the one entry with this id. */
  indexesOf(id: string): readonly number[]
  close(): void
}

/** Entries read at a time. */
const CHUNK = 512

/** Throws when the folder holds no records. */
export function openLogFolder(folder: string): LogFolder {
  if (!existsSync(recordsFile(folder))) throw new Error(`${folder} holds no records`)
  const db = openToRead(folder)
  // One snapshot for the whole look: a running gateway goes on writing meanwhile.
  db.exec('BEGIN')
  const tiles = createTileSource(db)
  const tree = db.prepare('SELECT size, frontier, root FROM tree_state').get() as
    | { size: number; frontier: Uint8Array; root: Uint8Array }
    | undefined
  const entries = db.prepare('SELECT * FROM log_entry WHERE idx >= ? ORDER BY idx LIMIT ?')
  const parts = db.prepare('SELECT * FROM part WHERE key >= ? AND key < ? ORDER BY key')
  const nothing = "x'' AS seal, x'' AS ciphertext, 0 AS feed"
  const partNames = db.prepare(`SELECT key, name, kek, ${nothing} FROM part WHERE key >= ? AND key < ? ORDER BY key`)
  const fullTile = db.prepare('SELECT hashes, root FROM tile WHERE level = ? AND idx = ?')
  const newest = db.prepare('SELECT note FROM checkpoint ORDER BY size DESC, at DESC LIMIT 1')
  const all = <T>(sql: string, ...values: string[]) => db.prepare(sql).all(...values) as unknown as T[]
  const refs = (sql: string) => all<{ ref: string }>(sql).map((row) => row.ref)
  const size = tree?.size ?? 0

  function* read(from: number, hasContents: boolean): Generator<RawEntry> {
    let next = from
    for (;;) {
      const rows = entries.all(next, CHUNK) as unknown as EntryRow[]
      const sealed = partsBetween(hasContents ? parts : partNames, next, (rows.at(-1)?.idx ?? next) + 1)
      for (const row of rows) yield rawEntry(row, sealed.get(row.idx) ?? [])
      if (rows.length < CHUNK) return
      next = rows.at(-1)!.idx + 1
    }
  }

  function partsBetween(statement: StatementSync, from: number, to: number): Map<number, RawPart[]> {
    const byEntry = new Map<number, RawPart[]>()
    for (const row of statement.all(from * PARTS_MAX, to * PARTS_MAX) as unknown as (PartRow & { key: number })[]) {
      const index = Math.floor(row.key / PARTS_MAX)
      const list = byEntry.get(index) ?? []
      list.push({ ...row, seal: toBuffer(row.seal) })
      byEntry.set(index, list)
    }
    return byEntry
  }

  return {
    tree: () => ({
      frontier: { size, nodes: hashes(tree?.frontier ?? new Uint8Array()) },
      root: toBuffer(tree?.root ?? new Uint8Array()),
    }),
    entries: read,
    fullTile(level, index) {
      const row = fullTile.get(level, index) as { hashes: Uint8Array; root: Uint8Array } | undefined
      return row === undefined ? null : { hashes: toBuffer(row.hashes), root: toBuffer(row.root) }
    },
    fullTiles: () =>
      new Map(
        all<{ level: number; n: number }>('SELECT level, count(*) AS n FROM tile GROUP BY level').map((r) => [
          r.level,
          r.n,
        ]),
      ),
    checkpoints: () => all<{ size: number; note: string }>('SELECT size, note FROM checkpoint ORDER BY size, at'),
    sequences: () =>
      new Map(all<{ name: string; iseq: number }>('SELECT * FROM instance').map((r) => [r.name, r.iseq])),
    state: () =>
      all<{ kind: string; key: string; value: string }>('SELECT * FROM state').map(({ kind, key, value }) => ({
        kind,
        key,
        value: JSON.parse(value),
      })),
    twiceTerminated: () =>
      refs(`SELECT ref FROM log_entry WHERE ref IS NOT NULL AND ${PLACE} = -1 GROUP BY ref HAVING count(*) > 1`),
    openExchanges: () => refs(openPrompts('DISTINCT ref', '0')),
    markedOpen: () => refs(openPrompts('DISTINCT ref')),
    nodeAt: tiles.nodeAt,
    log: {
      checkpoint: async () => (newest.get() as { note: string } | undefined)?.note ?? '',
      tile: async (level, index, width) => tiles.tile(level, index, width),
      entryBundle: async () => null,
    },
    indexesOf: (id) =>
      all<{ idx: number }>('SELECT idx FROM log_entry WHERE ref = ?1 OR id = ?1 ORDER BY idx', id).map(
        (row) => row.idx,
      ),
    close: () => db.close(),
  }
}

interface EntryRow {
  readonly idx: number
  readonly id: string
  readonly type: string
  readonly ref: string | null
  readonly terminal: number
  readonly time: string
  readonly entry: Uint8Array
  readonly leaf: Uint8Array
}

function rawEntry(row: EntryRow, parts: readonly RawPart[]): RawEntry {
  const { idx: index, id, type, ref, terminal, time } = row
  return {
    index,
    id,
    type,
    ref,
    isTerminal: terminal === 1,
    time,
    entry: toBuffer(row.entry),
    leaf: toBuffer(row.leaf),
    parts,
  }
}

function hashes(bytes: Uint8Array): Buffer[] {
  const list: Buffer[] = []
  for (let at = 0; at < bytes.byteLength; at += HASH_BYTES) list.push(toBuffer(bytes.subarray(at, at + HASH_BYTES)))
  return list
}
