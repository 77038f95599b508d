import { existsSync } from 'node:fs'
import { HASH_BYTES } from '../../core/merkle.ts'
import type { LogReader } from '../../core/ports.ts'
import { readJson } from '../../core/read-json.ts'
import type { EntryType } from '../../core/record.ts'
import { toBuffer } from '../commit/to-buffer.ts'
import type { LogSource, RawEntry, RawPart } from '../log-source.ts'
import { PARTS_MAX } from './commit-batch.ts'
import { PLACE } from './migrations/0001-initial.ts'
import { openToRead, recordsFile } from './open-database.ts'
import { openPrompts } from './open-exchanges.ts'
import { createPassageReader, PART_COLUMNS } from './passage-table.ts'
import { createTileSource } from './tile-source.ts'

/** A data folder opened to verify and to prove, read-only, beside a running gateway or without one. */
export interface LogFolder extends LogSource {
  readonly log: LogReader
  /** Indexes of an exchange's entries, or of the one entry with this id. */
  indexesOf(id: string): readonly number[]
  close(): void
}

/** Entries read at a time. */
const CHUNK = 512

/** Passages kept while a log is read through: some megabytes. */
const PASSAGES_KEPT = 4_096

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
  const entries = db.prepare(
    'SELECT idx, id, type, ref, terminal, time, entry, leaf FROM log_entry WHERE idx >= ? AND idx < ? ORDER BY idx',
  )
  const firstFrom = db.prepare('SELECT min(idx) AS idx FROM log_entry WHERE idx >= ?')
  const passages = createPassageReader(db, PASSAGES_KEPT)
  const parts = db.prepare(`SELECT key, ${PART_COLUMNS} FROM part WHERE key >= ? AND key < ? ORDER BY key`)
  const partNames = db.prepare('SELECT key, name FROM part WHERE key >= ? AND key < ? ORDER BY key')
  for (const statement of [entries, parts, partNames]) statement.setReturnArrays(true)
  const fullTile = db.prepare('SELECT hashes, root FROM tile WHERE level = ? AND idx = ?')
  const newest = db.prepare('SELECT note FROM checkpoint ORDER BY size DESC, at DESC LIMIT 1')
  const all = <T>(sql: string, ...values: string[]) => db.prepare(sql).all(...values) as unknown as T[]
  const refs = (sql: string) => all<{ ref: string }>(sql).map((row) => row.ref)
  const size = tree?.size ?? 0

  function* read(from: number, isWanted: boolean | ((index: number) => boolean)): Generator<RawEntry> {
    // To a round index each time, so that whoever wants some entries wants all or none of a chunk. Beyond a gap it goes on.
    for (let next = from; ; ) {
      const end = (Math.floor(next / CHUNK) + 1) * CHUNK
      const rows = entries.all(next, end) as unknown as EntryRow[]
      if (rows.length === 0) {
        const beyond = (firstFrom.get(end) as { idx: number | null }).idx
        if (beyond === null) return
        next = beyond
        continue
      }
      const hasContents = typeof isWanted === 'boolean' ? isWanted : isWanted(next)
      const stored = hasContents ? contentsBetween(next, end) : namesBetween(next, end)
      const came = hasContents ? passages.cameWith(next, end) : null
      let at = 0
      for (const row of rows) {
        const own: RawPart[] = []
        // A part of an entry that is missing belongs to none.
        while (at < stored.length && stored[at]!.index < row[0]) at++
        for (; at < stored.length && stored[at]!.index === row[0]; at++) own.push(stored[at]!)
        yield rawEntry(row, own, came?.get(row[0]) ?? [])
      }
      next = end
    }
  }

  function* ofTypes(types: readonly EntryType[]): Generator<RawEntry> {
    const wanted = JSON.stringify(types)
    for (const row of all<{ idx: number }>(
      'SELECT idx FROM log_entry WHERE type IN (SELECT value FROM json_each(?)) ORDER BY idx',
      wanted,
    )) {
      const [entry] = entries.all(row.idx, row.idx + 1) as unknown as EntryRow[]
      yield rawEntry(entry!, contentsBetween(row.idx, row.idx + 1), [])
    }
  }

  function contentsBetween(from: number, to: number): IndexedPart[] {
    const rows = parts.all(from * PARTS_MAX, to * PARTS_MAX) as unknown as PartColumns[]
    return rows.map(([key, name, kek, seal, ciphertext, feed, beginning, ending]) => ({
      index: Math.floor(key / PARTS_MAX),
      name,
      kek,
      seal: toBuffer(seal),
      ciphertext,
      feed,
      shared: passages.sharedOf({ beginning, ending }),
    }))
  }

  function namesBetween(from: number, to: number): IndexedPart[] {
    const rows = partNames.all(from * PARTS_MAX, to * PARTS_MAX) as unknown as [key: number, name: string][]
    return rows.map(([key, name]) => ({ ...WITHHELD, index: Math.floor(key / PARTS_MAX), name }))
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
    ofTypes,
    checkpoints: (from) =>
      db.prepare('SELECT size, note FROM checkpoint WHERE size >= ? ORDER BY size, at').iterate(from) as Iterable<{
        size: number
        note: string
      }>,
    sequences: () =>
      new Map(all<{ name: string; iseq: number }>('SELECT * FROM instance').map((r) => [r.name, r.iseq])),
    state: () =>
      all<{ kind: string; key: string; value: string }>('SELECT * FROM state').map(({ kind, key, value }) => ({
        kind,
        key,
        value: readJson(value),
      })),
    twiceTerminated: () =>
      refs(`SELECT ref FROM log_entry WHERE ref IS NOT NULL AND ${PLACE} = -1 GROUP BY ref HAVING count(*) > 1`),
    openExchanges: () => refs(openPrompts('DISTINCT ref', '0')),
    markedOpen: () => refs(openPrompts('DISTINCT ref')),
    strayPassages: passages.countStray,
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

type EntryRow = readonly [
  index: number,
  id: string,
  type: string,
  ref: string | null,
  terminal: number,
  time: string,
  entry: Uint8Array,
  leaf: Uint8Array,
]

type PartColumns = readonly [
  key: number,
  name: string,
  kek: RawPart['kek'],
  seal: Uint8Array,
  ciphertext: Uint8Array,
  feed: number,
  beginning: Uint8Array | null,
  ending: Uint8Array | null,
]

interface IndexedPart extends RawPart {
  readonly index: number
}

const EMPTY = Buffer.alloc(0)

/** A part of which only the name is looked at. */
const WITHHELD = { kek: 'record', seal: EMPTY, ciphertext: EMPTY, feed: 0, shared: null } as const

function rawEntry(row: EntryRow, parts: readonly RawPart[], passages: RawEntry['passages']): RawEntry {
  const [index, id, type, ref, terminal, time, entry, leaf] = row
  const isTerminal = terminal === 1
  return { index, id, type, ref, isTerminal, time, entry: toBuffer(entry), leaf: toBuffer(leaf), parts, passages }
}

function hashes(bytes: Uint8Array): Buffer[] {
  const list: Buffer[] = []
  for (let at = 0; at < bytes.byteLength; at += HASH_BYTES) list.push(toBuffer(bytes.subarray(at, at + HASH_BYTES)))
  return list
}
