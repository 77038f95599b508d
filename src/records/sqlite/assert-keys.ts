import type { DatabaseSync } from 'node:sqlite'
import { assertOurKeys } from '../commit/other-keys.ts'
import type { PartRow } from '../commit/part-row.ts'
import { PARTS_MAX } from './commit-batch.ts'
import type { WriterSettings } from './writer-settings.ts'

/** Throws `OtherKeys` unless the log was signed and sealed with these keys: asked at every opening, before anything is written. */
export function assertKeys(db: DatabaseSync, { signingKey, recordKey }: WriterSettings): void {
  const newest = db.prepare('SELECT note FROM checkpoint ORDER BY size DESC, at DESC LIMIT 1').get() as
    | { note: string }
    | undefined
  const metas = (['DESC', 'ASC'] as const).flatMap((order) => {
    const sql = `SELECT id, name, kek, seal, ciphertext, feed FROM part JOIN log_entry ON idx = key / ${PARTS_MAX}
      WHERE name = 'meta' ORDER BY key ${order} LIMIT 1`
    const row = db.prepare(sql).get() as (Omit<PartRow, 'shared'> & { id: string }) | undefined
    return row === undefined ? [] : [{ entry: row.id, part: { ...row, shared: null } }]
  })
  assertOurKeys({ checkpoint: newest?.note ?? null, metas }, signingKey, recordKey)
}
