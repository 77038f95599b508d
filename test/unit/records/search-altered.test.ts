import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PARTS_MAX } from '#src/records/sqlite/commit-batch.ts'
import { draft, dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'

let folder: string
beforeEach(() => {
  folder = makeFolder()
})
afterEach(() => dropFolder(folder))

test.each([
  ['what is searched', [1]],
  ['what says whose it is', [0]],
  ['both', [0, 1]],
])('a record of which %s was altered is flagged, and the index goes on behind it', async (_what, positions) => {
  const before = await openStore(folder)
  const facets = { user: 'jdoe', unit: 'OPS' }
  for (const word of ['Natchez', 'Vicksburg', 'Meridian'])
    await before.append(draft('prompt', ids.exchangeId(), { search: { text: `gravel for ${word}`, facets } }))
  await before.close()
  const db = new DatabaseSync(join(folder, 'records.db'))
  for (const at of positions)
    db.prepare('UPDATE part SET ciphertext = zeroblob(length(ciphertext)) WHERE key = ?').run(PARTS_MAX + at)
  db.close()
  // Built anew, as after a loss of the index.
  for (const file of ['search.db', 'search.db-wal', 'search.db-shm']) dropFolder(join(folder, file))
  const store = await openStore(folder)
  try {
    await expect.poll(() => store.health().indexLag, { timeout: 20_000 }).toBe(0)
    const find = async (query: string) => await store.search({ query, agencies: ['MDOT'], limit: 9 })
    const isWordGone = positions.includes(1)
    expect((await find('gravel')).hits.map(({ index }) => index)).toEqual(isWordGone ? [2, 0] : [2, 1, 0])
    const altered = await find('has:altered')
    expect(altered.hits.map(({ index }) => index)).toEqual(isWordGone ? [1] : [])
    expect(altered.scope.unindexed).toBe(isWordGone ? 1 : 0)
    expect(store.health().indexAltered).toBe(isWordGone ? 1 : 0)
    const behindTheWall = {
      query: 'type:prompt',
      agencies: ['MDOT'],
      limit: 9,
      without: [{ name: 'owner', value: 'unknown' }],
    }
    // Whose it is can't be told any more: it is hidden as what may be privileged is.
    expect((await store.search(behindTheWall)).total).toBe(positions.length === 2 ? 2 : 3)
  } finally {
    await store.close()
  }
})
