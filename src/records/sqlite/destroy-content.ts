import type { DatabaseSync } from 'node:sqlite'
import { type Destroyed, type DestroyOrder, HELD, type HeldRows, inRanges } from '../../core/destruction.ts'
import { readJson } from '../../core/read-json.ts'
import { PARTS_MAX } from './commit-batch.ts'
import { createPassageWriter } from './passage-table.ts'

/**
 * Deletes salts, contents, wrapped keys, spooled segments and passages that nothing else refers to, of entries, all in one transaction, which looks at holds itself:
 * one that was durable before is never passed over (MO-10). What is gone already counts as done, so that a disposition can be
 * gone on with. Throws, and destroys nothing, without a `disposition` entry behind all of the entries.
 */
export function createDestroyer(db: DatabaseSync): (order: DestroyOrder) => Destroyed {
  const authority = db.prepare("SELECT idx FROM log_entry WHERE id = ? AND type = 'disposition'")
  const holds = db.prepare('SELECT value FROM state WHERE kind = ?')
  const hasContent = db.prepare('SELECT 1 FROM part WHERE key >= ? AND key < ? LIMIT 1')
  const dropParts = db.prepare('DELETE FROM part WHERE key >= ? AND key < ?')
  const passages = createPassageWriter(db)
  const dropSpool = db.prepare('DELETE FROM spool WHERE ref = (SELECT ref FROM log_entry WHERE idx = ?)')

  function destroy({ disposition, indexes }: DestroyOrder): number[] {
    const row = authority.get(disposition) as { idx: number } | undefined
    if (row === undefined || indexes.some((index) => !(index >= 0 && index < row.idx)))
      throw new Error('content is destroyed by a disposition only, and only what stands before it')
    const held = (holds.all(HELD) as { value: string }[]).map(({ value }) => readJson(value) as HeldRows)
    const kept: number[] = []
    for (const index of indexes) {
      const keys = [index * PARTS_MAX, (index + 1) * PARTS_MAX] as const
      if (held.some(({ ranges }) => inRanges(ranges, index))) {
        if (hasContent.get(...keys) !== undefined) kept.push(index)
        continue
      }
      const tips = passages.tipsOf(...keys)
      dropParts.run(...keys)
      for (const tip of tips) passages.release(tip)
      dropSpool.run(index)
    }
    return kept
  }

  return (order) => {
    db.exec('BEGIN IMMEDIATE')
    try {
      const held = destroy(order)
      db.exec('COMMIT')
      return { held }
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }
}
