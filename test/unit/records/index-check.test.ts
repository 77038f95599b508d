import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { checkSearchIndex } from '#src/records/sqlite/check-index.ts'
import { draft, dropFolder, ids, makeFolder, openStore, recordKey } from '../../support/record-store.ts'

let sound: string
const folders: string[] = []
const known: string[] = []
beforeAll(async () => {
  sound = makeFolder()
  folders.push(sound)
  const store = await openStore(sound)
  for (const word of ['culvert', 'bridge', 'signal']) {
    const entry = draft('prompt', ids.exchangeId(), { search: { text: `${word} survey`, facets: { user: 'jdoe' } } })
    known.push(entry.id)
    await store.append(entry)
  }
  await vi.waitFor(() => expect(store.health().indexLag).toBe(0), 10_000)
  await store.close()
})
afterAll(() => folders.forEach(dropFolder))

async function faultsAfter(sql: string) {
  const folder = makeFolder()
  folders.push(folder)
  cpSync(sound, folder, { recursive: true })
  // Whoever owns the file isn’t held back by what SQLite protects from accidents.
  const db = new DatabaseSync(join(folder, 'search.db'), { defensive: false })
  db.exec(sql)
  db.close()
  const faults = await checkSearchIndex(folder, recordKey, () => undefined)
  expect(existsSync(join(folder, 'checking-index'))).toBe(false)
  return faults
}

describe('a search index that was changed is found by building it anew', { tags: ['MO-13', 'MS-64'] }, () => {
  test('one that wasn’t is sound', async () => {
    expect(await faultsAfter('SELECT 1')).toEqual([])
  })

  test.each([
    ['a word taken out', "UPDATE words SET body = 'survey' WHERE rowid = 1", 'words', 'something else'],
    ['an entry taken out', 'DELETE FROM words WHERE rowid = 1', 'words', 'lacks'],
    ['its facts taken out', 'DELETE FROM facts WHERE idx = 1', 'facts', 'lacks'],
    ['a fact changed', "UPDATE facts SET time = '2020-01-01T00:00:00.000Z' WHERE idx = 1", 'facts', 'something else'],
  ])('%s', async (_name, sql, table, what) => {
    expect(await faultsAfter(sql)).toContainEqual({
      kind: 'index',
      index: 1,
      record: known[1],
      message: expect.stringMatching(new RegExp(`^${table} of the search index: .*${what}`)) as string,
    })
  })

  test('an entry put in', async () => {
    expect(await faultsAfter("INSERT INTO words (rowid, body, f) VALUES (77, 'made up', '')")).toMatchObject([
      { kind: 'index', index: 77, message: expect.stringContaining('what the log doesn’t') as string },
    ])
  })

  test('words that are looked up changed, and the texts left as they were', async () => {
    const sql = "UPDATE words_content SET c0 = 'another text' WHERE id = 1"
    const faults = await faultsAfter(sql)
    expect(faults.map(({ index }) => index)).toEqual([1, null])
  })
})
