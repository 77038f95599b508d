import type { DatabaseSync } from 'node:sqlite'
import { toBuffer } from '../commit/to-buffer.ts'
import type { SharedContent, StoredPassage } from '../passages/stored-passage.ts'

/** Passages that came with entry `index` have keys from `index * PASSAGES_MAX`. */
const PASSAGES_MAX = 4_096

/** Columns of `part` that a reader needs, beside its key. */
export const PART_COLUMNS = 'name, kek, seal, ciphertext, feed, beginning, ending'

/** Columns of a part that name what its content shares. */
export interface TipColumns {
  readonly beginning: Uint8Array | null
  readonly ending: Uint8Array | null
}

interface PassageColumns {
  readonly id: Uint8Array
  readonly parent: Uint8Array | null
  readonly kek: string
  readonly seal: Uint8Array
  readonly ciphertext: Uint8Array
}

export type PassageReader = ReturnType<typeof createPassageReader>

/** `kept`: how many rows it may keep in memory, for whoever reads a whole log as it was at one moment. */
export function createPassageReader(db: DatabaseSync, kept = 0) {
  const columns = 'SELECT id, parent, kek, seal, ciphertext FROM passage'
  const byId = db.prepare(`${columns} WHERE id = ?`)
  const between = db.prepare(
    `SELECT key, id, parent, kek, seal, ciphertext FROM passage WHERE key >= ? AND key < ? ORDER BY key`,
  )
  const stray = db.prepare(`SELECT count(*) AS n FROM passage AS p WHERE ${UNREFERRED}`)

  const known = new Map<string, StoredPassage>()

  const find = (id: Buffer): StoredPassage | null => {
    const name = id.toString('latin1')
    const met = known.get(name)
    if (met !== undefined) return met
    const row = byId.get(id) as unknown as PassageColumns | undefined
    if (row === undefined) return null
    const passage = toPassage(row)
    if (kept > 0) {
      // The oldest goes: turns of a conversation follow each other.
      if (known.size >= kept) known.delete(known.keys().next().value!)
      known.set(name, passage)
    }
    return passage
  }

  return {
    /** What a row of `part` shares; null: nothing. */
    sharedOf({ beginning, ending }: TipColumns): SharedContent | null {
      if (beginning === null && ending === null) return null
      return { beginning: beginning && toBuffer(beginning), ending: ending && toBuffer(ending), find }
    },
    /** Passages that came with entries `[from, to)`, by entry. */
    cameWith(from: number, to: number): Map<number, StoredPassage[]> {
      const found = new Map<number, StoredPassage[]>()
      const rows = between.all(from * PASSAGES_MAX, to * PASSAGES_MAX) as unknown as (PassageColumns & {
        key: number
      })[]
      for (const row of rows) {
        const index = Math.floor(row.key / PASSAGES_MAX)
        found.set(index, [...(found.get(index) ?? []), toPassage(row)])
      }
      return found
    },
    countStray: () => (stray.get() as { n: number }).n,
  }
}

/** Nothing begins or ends with passage `p` any more, and nothing goes on after it. */
const UNREFERRED = `NOT EXISTS (SELECT 1 FROM part WHERE beginning = p.id)
  AND NOT EXISTS (SELECT 1 FROM part WHERE ending = p.id)
  AND NOT EXISTS (SELECT 1 FROM passage WHERE parent = p.id)`

/** Within the transaction of whoever calls. */
export function createPassageWriter(db: DatabaseSync) {
  const has = db.prepare('SELECT 1 FROM passage WHERE id = ?')
  const insert = db.prepare('INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)')
  const tips = db.prepare(
    `SELECT beginning AS id FROM part WHERE key >= ?1 AND key < ?2 AND beginning IS NOT NULL
     UNION SELECT ending FROM part WHERE key >= ?1 AND key < ?2 AND ending IS NOT NULL`,
  )
  const drop = db.prepare(`DELETE FROM passage AS p WHERE id = ? AND ${UNREFERRED} RETURNING parent`)
  return {
    has: (id: Buffer): boolean => has.get(id) !== undefined,
    /** `pos`: its number among those that came with entry `index`. */
    add: (index: number, pos: number, { id, parent, kek, seal, ciphertext }: StoredPassage): void =>
      void insert.run(index * PASSAGES_MAX + pos, id, parent, kek, seal, ciphertext),
    /** Those that parts of a range of keys begin or end with. */
    tipsOf: (from: number, to: number): Uint8Array[] =>
      (tips.all(from, to) as { id: Uint8Array }[]).map(({ id }) => id),
    /** Deletes a passage that nothing refers to any more, and then its parent if that was the last to refer to it. */
    release(tip: Uint8Array): void {
      for (let id: Uint8Array | null = tip; id !== null; ) {
        const gone = drop.get(id) as { parent: Uint8Array | null } | undefined
        id = gone?.parent ?? null
      }
    },
  }
}

function toPassage({ id, parent, kek, seal, ciphertext }: PassageColumns): StoredPassage {
  return { id: toBuffer(id), parent: parent && toBuffer(parent), kek, seal: toBuffer(seal), ciphertext }
}
