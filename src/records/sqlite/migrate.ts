import type { DatabaseSync } from 'node:sqlite'
import { initial } from './migrations/0001-initial.ts'
import { accessLog } from './migrations/0002-access-log.ts'
import { passages } from './migrations/0003-passages.ts'

/** Forward only, in order; version n is the state after the first n. A released migration never changes. */
const migrations: readonly string[] = [initial, accessLog, passages]

/** Brings a store to this program's schema; throws when a newer program has written it. */
export function migrate(db: DatabaseSync): void {
  db.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL) STRICT')
  const row = db.prepare('SELECT max(version) AS version FROM schema_version').get() as { version: number | null }
  const version = row.version ?? 0
  if (version > migrations.length)
    throw new Error(`the store has schema ${version}, this program knows ${migrations.length}`)
  for (let next = version; next < migrations.length; next++) {
    db.exec(`BEGIN IMMEDIATE; ${migrations[next]}; INSERT INTO schema_version VALUES (${next + 1}); COMMIT`)
  }
}
