import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openToWrite } from '../../../src/records/sqlite/open-database.ts'
import { createWalKeeper } from '../../../src/records/sqlite/wal-keeper.ts'
import { dropFolder, makeFolder } from '../../support/record-store.ts'

test('the write-ahead log stays bounded under constant load, and is not moved again after each commit', () => {
  const folder = makeFolder()
  const db = openToWrite(folder)
  let moves = 0
  const counted = {
    exec(sql: string) {
      moves++
      db.exec(sql)
    },
  } as DatabaseSync
  const keeper = createWalKeeper(counted)
  db.exec('CREATE TABLE filled (bytes BLOB)')
  const insert = db.prepare('INSERT INTO filled VALUES (zeroblob(?))')
  for (let commit = 0; commit < 100; commit++) {
    insert.run(1_000_000)
    keeper.wrote(1_000_000)
    keeper.relieve()
  }
  expect(moves).toBeGreaterThan(3)
  expect(moves).toBeLessThan(10)
  expect(statSync(join(folder, 'records.db-wal')).size).toBeLessThan(33_554_432)
  db.close()
  dropFolder(folder)
})
